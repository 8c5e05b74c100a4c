/// An optimizer's kind and settings, as a plan has them.
public enum OptimizerChoice: Codable, Equatable, Sendable {
    case adam(beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8)
    case adamW(beta1: Float = 0.9, beta2: Float = 0.999, epsilon: Float = 1e-8, weightDecay: Float = 0.01)
    case sgd(momentum: Float = 0, nesterov: Bool = false, weightDecay: Float = 0)
    case rmsProp(smoothing: Float = 0.99, epsilon: Float = 1e-8)

    /// A new optimizer, before its first step.
    public func make(learningRate: Float) -> any Optimizer {
        switch self {
        case .adam(let beta1, let beta2, let epsilon):
            Adam(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon)
        case .adamW(let beta1, let beta2, let epsilon, let weightDecay):
            AdamW(learningRate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay)
        case .sgd(let momentum, let nesterov, let weightDecay):
            SGD(learningRate: learningRate, momentum: momentum, nesterov: nesterov, weightDecay: weightDecay)
        case .rmsProp(let smoothing, let epsilon):
            RMSprop(learningRate: learningRate, smoothing: smoothing, epsilon: epsilon)
        }
    }
}
