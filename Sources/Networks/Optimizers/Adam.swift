import CArithmetic
import Tensors

/// Adaptive moment estimation: steps along the running mean of the gradient, divided by the root of its running square.
///
/// With gradient g in step t: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²,
/// θ ← θ − η · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε).
///
/// Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015.
public final class Adam {
    public let learningRate: Float
    public let beta1: Float
    public let beta2: Float
    public let epsilon: Float
    /// Steps so far.
    public private(set) var step = 0
    private var moments: [ObjectIdentifier: Moments] = [:]
    private let birth = ChangeClock.now

    private struct Moments {
        let mean: Parameter
        let square: Parameter
    }

    public init(learningRate: Float = 1e-3, beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8) {
        self.learningRate = learningRate
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
    }

    /// One step of each parameter along its gradient. A parameter without a gradient stays, and so do its moments.
    public func update(_ parameters: [Parameter], along gradients: Gradients) {
        ChangeClock.noteChange(ofObjectFrom: birth)
        step += 1
        let rates = Rates(self)
        for parameter in parameters {
            guard let gradient = gradients[parameter] else { continue }
            let moments = runningMoments(of: parameter)
            gradient.withScalars { g in
                moments.mean.update { m in
                    moments.square.update { v in parameter.update { rates.step($0, g, m, v) } }
                }
            }
        }
    }

    /// The running mean and square of a parameter's gradient; nil before its first step.
    package func moments(of parameter: Parameter) -> (mean: Tensor, square: Tensor)? {
        moments[ObjectIdentifier(parameter)].map { ($0.mean.value, $0.square.value) }
    }

    /// Goes on after so many steps; the moments are restored one by one.
    package func restore(step: Int) {
        self.step = step
        moments = [:]
    }

    package func restore(mean: Tensor, square: Tensor, of parameter: Parameter) {
        moments[ObjectIdentifier(parameter)] = Moments(mean: Parameter(mean), square: Parameter(square))
    }

    private func runningMoments(of parameter: Parameter) -> Moments {
        if let known = moments[ObjectIdentifier(parameter)] { return known }
        let new = Moments(mean: Parameter(.zeros(parameter.shape)), square: Parameter(.zeros(parameter.shape)))
        moments[ObjectIdentifier(parameter)] = new
        return new
    }
}

/// The constants of one step, and the step itself: one pass over value, gradient and moments.
private struct Rates {
    let beta1, beta2, epsilon: Float
    /// η / (1 − β₁ᵗ) and 1 / √(1 − β₂ᵗ).
    let rate, rootCorrection: Float

    init(_ adam: Adam) {
        beta1 = adam.beta1
        beta2 = adam.beta2
        epsilon = adam.epsilon
        rate = Float(Double(adam.learningRate) / (1 - power(Double(adam.beta1), adam.step)))
        rootCorrection = Float(1 / (1 - power(Double(adam.beta2), adam.step)).squareRoot())
    }

    /// A plain loop over four arrays, which the compiler turns into vectors; parts of it side by side.
    func step(
        _ value: UnsafeMutableBufferPointer<Float>, _ gradient: UnsafeBufferPointer<Float>,
        _ mean: UnsafeMutableBufferPointer<Float>, _ square: UnsafeMutableBufferPointer<Float>
    ) {
        guard let p = value.baseAddress, let g = gradient.baseAddress, let m = mean.baseAddress,
            let v = square.baseAddress
        else { return }
        sharedLoop(over: value.count, inPartsOf: 1 << 15) {
            let start = $0.lowerBound
            step(p + start, g + start, m + start, v + start, count: $0.count)
        }
    }

    private func step(
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
            p[index] -= mean * rate / (square_root(square) * rootCorrection + epsilon)
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
