import CArithmetic
import Tensors

/// Steps along the gradient, divided by the root of its running square: v ← αv + (1 − α)g², θ ← θ − η · g / (√v + ε).
///
/// v is 0 at first, and neither centered nor corrected, as in PyTorch.
///
/// Source: Tieleman and Hinton, "Lecture 6.5 – RMSProp", Coursera, 2012.
public final class RMSprop: Optimizer {
    public let learningRate: Float
    /// The share of the old square, PyTorch's `alpha`.
    public let smoothing: Float
    public let epsilon: Float
    public let memory = OptimizerMemory("square")

    public init(learningRate: Float = 1e-2, smoothing: Float = 0.99, epsilon: Float = 1e-8) {
        checkSettings(of: "RMSprop", learningRate: learningRate, shares: ["smoothing": smoothing])
        self.learningRate = learningRate
        self.smoothing = smoothing
        self.epsilon = epsilon
    }

    public func update(_ parameters: [Parameter], along gradients: Gradients, learningRate: Float) {
        for parameter in parameters {
            guard let gradient = gradients[parameter] else { continue }
            let entry = memory.next(of: parameter)
            gradient.withScalars { g in
                entry.tensors[0].update { v in parameter.update { step($0, g, v, learningRate) } }
            }
        }
    }

    private func step(
        _ value: UnsafeMutableBufferPointer<Float>, _ gradient: UnsafeBufferPointer<Float>,
        _ square: UnsafeMutableBufferPointer<Float>, _ rate: Float
    ) {
        guard let p = value.baseAddress, let g = gradient.baseAddress, let v = square.baseAddress else { return }
        let (smoothing, rest, epsilon) = (smoothing, 1 - smoothing, epsilon)
        sharedLoop(over: value.count, inPartsOf: 1 << 15) {
            for index in $0 {
                let gradient = g[index]
                let square = smoothing * v[index] + rest * gradient * gradient
                v[index] = square
                p[index] -= rate * gradient / (square_root(square) + epsilon)
            }
        }
    }
}
