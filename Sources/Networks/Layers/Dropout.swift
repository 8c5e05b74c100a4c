/// While training, each element is 0 with the probability `rate`, and the others are scaled by 1 / (1 − rate); elsewhere
/// the identity. The mask is drawn anew in each call, from the generator that `withTrainingMode(using:)` lends.
///
/// Input and output of any shape, `[batch, …]`.
///
/// Source: Srivastava et al., "Dropout", JMLR 15, 2014.
public final class Dropout: Layer {
    public let rate: Float

    /// - Precondition: the rate is in 0 ..< 1.
    public init(_ rate: Float = 0.5) {
        guard (0..<1).contains(rate) else { fatalError("Dropout: the rate is \(rate), and must be in 0 ..< 1") }
        self.rate = rate
    }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        guard TrainingMode.isTraining, rate > 0 else { return x }
        guard let generator = TrainingMode.generator else {
            fatalError(
                "Dropout draws its mask at random, and this training mode has no generator: "
                    + "withTrainingMode(using: &generator) { … } lends it one")
        }
        let mask = generator.draw { Tensor.bernoulli(x.shape, 1 - rate, using: &$0) }
        return dropout(x, mask: mask, rate: rate)
    }
}
