/// Replaces each place's vector of channels by the nearest of a few learnt codes.
///
/// Input and output `[batch, channels, height, width]`; the codebook is `[codes, channels]`, uniform in ±1/codes at
/// first. Towards the encoder the replacement counts as the identity (the straight-through estimate).
///
/// Source: van den Oord, Vinyals and Kavukcuoglu, "Neural Discrete Representation Learning", NeurIPS 2017.
public final class VectorQuantizer {
    public let codebook: Parameter
    /// The weight of what keeps the encoder near its codes.
    public let commitment: Float

    /// - Precondition: codes and channels are at least 1.
    public init(codes: Int, channels: Int, commitment: Float = 0.25, using generator: inout SeededGenerator) {
        checkNumbers(of: "VectorQuantizer", ["codes": codes, "channels": channels])
        let bound = 1 / Float(codes)
        codebook = Parameter(.uniform([codes, channels], from: -bound, to: bound, using: &generator))
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
    }

    public func callAsFunction(_ x: Tensor) -> Output {
        let vectors = placesAsRows(x)
        let indices = nearest(to: vectors.detached)
        let codes = embedding(codebook.value, indices)
        return Output(
            passed: x + rowsAsPlaces(codes.detached - vectors.detached, x.shape),
            codes: rowsAsPlaces(codes.detached, x.shape), indices: indices,
            codebookLoss: meanSquaredError(codes, vectors.detached),
            commitmentLoss: meanSquaredError(vectors, codes.detached))
    }

    /// The smallest |v − e|² = |v|² − 2 v·e + |e|² for each row; of equally near codes the first.
    private func nearest(to vectors: Tensor) -> [Int] {
        let entries = codebook.value.detached
        let products = matmul(vectors, entries.transpose())
        let lengths = (0..<entries.shape[0]).map { entries.row($0).reduce(0) { $0 + $1 * $1 } }
        return (0..<vectors.shape[0]).map { place in
            let products = products.row(place)
            return lengths.indices.min { lengths[$0] - 2 * products[$0] < lengths[$1] - 2 * products[$1] } ?? 0
        }
    }
}
