import Tensors

/// Stochastic gradient descent, with momentum and Nesterov's variant.
///
/// With gradient g, to which weight decay adds λθ: b ← μb + g, then θ ← θ − η · b, or, by Nesterov, θ ← θ − η · (g + μb).
/// The velocity b is 0 at first, and the step size stands outside of it, as in PyTorch.
///
/// Source: Sutskever, Martens, Dahl and Hinton, "On the importance of initialization and momentum in deep learning",
/// ICML 2013.
public final class SGD: Optimizer {
    public let learningRate: Float
    /// μ.
    public let momentum: Float
    public let nesterov: Bool
    /// λ.
    public let weightDecay: Float
    public let memory: OptimizerMemory

    /// - Precondition: Nesterov's variant has a momentum.
    public init(learningRate: Float = 1e-2, momentum: Float = 0, nesterov: Bool = false, weightDecay: Float = 0) {
        checkSettings(of: "SGD", learningRate: learningRate, shares: ["momentum": momentum], weightDecay: weightDecay)
        guard !nesterov || momentum > 0 else { fatalError("SGD: Nesterov's variant needs a momentum above 0") }
        self.learningRate = learningRate
        self.momentum = momentum
        self.nesterov = nesterov
        self.weightDecay = weightDecay
        memory = momentum > 0 ? OptimizerMemory("velocity") : OptimizerMemory()
    }

    public func update(_ parameters: [Parameter], along gradients: Gradients, learningRate: Float) {
        for parameter in parameters {
            guard let gradient = gradients[parameter] else { continue }
            let entry = memory.next(of: parameter)
            gradient.withScalars { g in
                guard let velocity = entry.tensors.first else {
                    return parameter.update { descend($0, g, learningRate) }
                }
                velocity.update { b in parameter.update { descend($0, g, b, learningRate) } }
            }
        }
    }

    private func descend(
        _ value: UnsafeMutableBufferPointer<Float>, _ gradient: UnsafeBufferPointer<Float>, _ rate: Float
    ) {
        guard let p = value.baseAddress, let g = gradient.baseAddress else { return }
        let decay = weightDecay
        sharedLoop(over: value.count, inPartsOf: 1 << 15) {
            for index in $0 { p[index] -= rate * (g[index] + decay * p[index]) }
        }
    }

    private func descend(
        _ value: UnsafeMutableBufferPointer<Float>, _ gradient: UnsafeBufferPointer<Float>,
        _ velocity: UnsafeMutableBufferPointer<Float>, _ rate: Float
    ) {
        guard let p = value.baseAddress, let g = gradient.baseAddress, let b = velocity.baseAddress else { return }
        let (decay, momentum) = (weightDecay, momentum)
        // The direction g + μb by Nesterov, and b otherwise.
        let (ofGradient, ofVelocity): (Float, Float) = nesterov ? (1, momentum) : (0, 1)
        sharedLoop(over: value.count, inPartsOf: 1 << 15) {
            for index in $0 {
                let gradient = g[index] + decay * p[index]
                let velocity = momentum * b[index] + gradient
                b[index] = velocity
                p[index] -= rate * (ofGradient * gradient + ofVelocity * velocity)
            }
        }
    }
}
