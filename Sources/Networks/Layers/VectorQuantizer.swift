/// Replaces each place's vector of channels by the nearest of a few learned codes.
///
/// Input and output `[batch, channels, height, width]`; the codebook is `[codes, channels]`, uniform in ±1/codes at
/// first. Toward the encoder the replacement counts as the identity (the straight-through estimate).
///
/// Source: van den Oord, Vinyals and Kavukcuoglu, "Neural Discrete Representation Learning", NeurIPS 2017.
public final class VectorQuantizer {
    public let codebook: Parameter
    /// The weight of what keeps the encoder near its codes.
    public let commitment: Float

    /// - Precondition: codes and channels are at least 1.
    public init(codes: Int, channels: Int, commitment: Float = 0.25, using generator: inout SeededGenerator) {
        checkNumbers(of: "VectorQuantizer", ["codes": codes, "channels": channels])
        codebook = Parameter(firstCodebook(codes, channels, using: &generator))
        self.commitment = commitment
    }

    public struct Output: Sendable {
        /// What the decoder gets: the codes' numbers, with the encoder's derivative.
        public let passed: Tensor
        /// The nearest codes, in the input's shape, as constants.
        public let codes: Tensor
        /// The place of each code in the codebook, `[batch · height · width]`.
        public let indices: [Int]
        /// mean (code − sg(input))², which moves the codes, and mean (input − sg(code))², which moves the encoder;
        /// the second is to be weighted by the commitment.
        public let codebookLoss: Tensor
        public let commitmentLoss: Tensor

        init(_ x: Tensor, _ vectors: Tensor, _ indices: [Int], codebook: Tensor) {
            let rows = embedding(codebook, indices)
            // In the order that the image has in memory: its losses and derivatives need no other.
            codes = rowsAsPlaces(rows.detached, like: x)
            passed = x + (codes - x.detached)
            self.indices = indices
            codebookLoss = meanSquaredError(rows, vectors)
            commitmentLoss = meanSquaredError(x, codes)
        }
    }

    /// - Precondition: the channels are those of the codebook.
    public func callAsFunction(_ x: Tensor) -> Output {
        checkChannels(x, codebook.shape, of: "VectorQuantizer")
        let (vectors, entries) = (placesAsRows(x.detached), codebook.value)
        return Output(x, vectors, nearestRows(vectors, in: entries.detached), codebook: entries)
    }
}

/// Uniform in ±1/codes: `[codes, channels]`.
func firstCodebook(_ codes: Int, _ channels: Int, using generator: inout SeededGenerator) -> Tensor {
    .uniform([codes, channels], from: -1 / Float(codes), to: 1 / Float(codes), using: &generator)
}

func checkChannels(_ x: Tensor, _ codebook: Shape, of quantizer: String) {
    guard x.shape.rank == 4, x.shape[1] == codebook[1] else {
        fatalError("\(quantizer) takes [batch, \(codebook[1]), height, width], and got \(x.shape)")
    }
}
