import CArithmetic
import Tensors

/// Adaptive moment estimation: steps along the running mean of the gradient, divided by the root of its running square.
///
/// With gradient g in step t: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²,
/// θ ← θ − η · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε). A parameter that gets no gradient in a step keeps its t.
///
/// Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015.
public final class Adam: Optimizer {
    public let learningRate: Float
    public let beta1: Float
    public let beta2: Float
    public let epsilon: Float
    public let memory = OptimizerMemory("mean", "square")

    public init(learningRate: Float = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8) {
        checkSettings(of: "Adam", learningRate: learningRate, shares: ["beta1": beta1, "beta2": beta2])
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
    }

    public func update(_ parameters: [Parameter], along gradients: Gradients, learningRate: Float) {
        AdamRule(beta1: beta1, beta2: beta2, epsilon: epsilon, decay: 0)
            .update(parameters, along: gradients, memory, learningRate)
    }
}

/// Adam with weight decay apart from the gradient: θ ← (1 − ηλ) θ, and then Adam's step.
///
/// Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019.
public final class AdamW: Optimizer {
    public let learningRate: Float
    public let beta1: Float
    public let beta2: Float
    public let epsilon: Float
    /// λ.
    public let weightDecay: Float
    public let memory = OptimizerMemory("mean", "square")

    public init(
        learningRate: Float = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8,
        weightDecay: Float = 0.01
    ) {
        checkSettings(
            of: "AdamW", learningRate: learningRate, shares: ["beta1": beta1, "beta2": beta2], weightDecay: weightDecay)
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.weightDecay = weightDecay
    }

    public func update(_ parameters: [Parameter], along gradients: Gradients, learningRate: Float) {
        AdamRule(beta1: beta1, beta2: beta2, epsilon: epsilon, decay: weightDecay)
            .update(parameters, along: gradients, memory, learningRate)
    }
}

private struct AdamRule {
    let beta1, beta2, epsilon, decay: Float

    func update(
        _ parameters: [Parameter], along gradients: Gradients, _ memory: OptimizerMemory, _ learningRate: Float
    ) {
        for parameter in parameters {
            guard let gradient = gradients[parameter] else { continue }
            let entry = memory.next(of: parameter)
            let step = AdamStep(self, number: entry.step, learningRate: learningRate)
            gradient.withScalars { g in
                entry.tensors[0].update { m in
                    entry.tensors[1].update { v in parameter.update { step.apply($0, g, m, v) } }
                }
            }
        }
    }
}

/// The constants of one step, and the step itself: one pass over value, gradient and moments.
private struct AdamStep {
    let beta1, beta2, epsilon: Float
    /// η / (1 − β₁ᵗ) and 1 / √(1 − β₂ᵗ).
    let rate, rootCorrection: Float
    /// 1 − ηλ, which is 1 without decay.
    let shrinkage: Float

    init(_ rule: AdamRule, number: Int, learningRate: Float) {
        beta1 = rule.beta1
        beta2 = rule.beta2
        epsilon = rule.epsilon
        rate = Float(Double(learningRate) / (1 - power(Double(rule.beta1), number)))
        rootCorrection = Float(1 / (1 - power(Double(rule.beta2), number)).squareRoot())
        shrinkage = Float(1 - Double(learningRate) * Double(rule.decay))
    }

    /// A plain loop over four arrays, which the compiler turns into vectors; parts of it side by side.
    func apply(
        _ value: UnsafeMutableBufferPointer<Float>, _ gradient: UnsafeBufferPointer<Float>,
        _ mean: UnsafeMutableBufferPointer<Float>, _ square: UnsafeMutableBufferPointer<Float>
    ) {
        guard let p = value.baseAddress, let g = gradient.baseAddress, let m = mean.baseAddress,
            let v = square.baseAddress
        else { return }
        sharedLoop(over: value.count, inPartsOf: 1 << 15) {
            let start = $0.lowerBound
            apply(p + start, g + start, m + start, v + start, count: $0.count)
        }
    }

    private func apply(
        _ p: UnsafeMutablePointer<Float>, _ g: UnsafePointer<Float>, _ m: UnsafeMutablePointer<Float>,
        _ v: UnsafeMutablePointer<Float>, count: Int
    ) {
        let (rest1, rest2) = (1 - beta1, 1 - beta2)
        for index in 0..<count {
            let gradient = g[index]
            let mean = m[index] * beta1 + gradient * rest1
            let square = v[index] * beta2 + gradient * gradient * rest2
            m[index] = mean
            v[index] = square
            p[index] = p[index] * shrinkage - mean * rate / (square_root(square) * rootCorrection + epsilon)
        }
    }
}

/// xⁿ by repeated multiplication of squares.
private func power(_ x: Double, _ n: Int) -> Double {
    var (result, square, rest) = (1.0, x, n)
    while rest > 0 {
        if rest & 1 == 1 { result *= square }
        square *= square
        rest >>= 1
    }
    return result
}

/// - Precondition: the learning rate is positive, each share in [0, 1), the decay not negative, all of them finite.
func checkSettings(
    of optimizer: String, learningRate: Float, shares: KeyValuePairs<String, Float>, weightDecay: Float = 0
) {
    guard learningRate.isFinite, learningRate > 0 else {
        fatalError("\(optimizer): the learning rate is \(learningRate), and must be finite and positive")
    }
    for (name, share) in shares where !(0..<1).contains(share) {
        fatalError("\(optimizer): \(name) is \(share), and must be in 0 ..< 1")
    }
    guard weightDecay.isFinite, weightDecay >= 0 else {
        fatalError("\(optimizer): the weight decay is \(weightDecay), and must be finite and not negative")
    }
}
