/// A vector quantizer whose codes follow the vectors that chose them, by moving averages in place of gradients.
///
/// Input and output as of ``VectorQuantizer``. While training, each call moves the averages, after it has chosen: with the
/// number n of vectors that chose a code, their sum s, the decay d and k codes, N ← d N + (1 − d) n and
/// m ← d m + (1 − d) s; the code becomes m / (T (N + ε) / (T + k ε)) with T = Σ N. N is 1 at first, and m the code.
///
/// Sources: van den Oord, Vinyals and Kavukcuoglu, "Neural Discrete Representation Learning", NeurIPS 2017, appendix A.1;
/// Dhariwal et al., "Jukebox", 2020, for the codes that start anew.
public final class EMAVectorQuantizer {
    /// `[codes, channels]`
    public let codebook: Buffer
    /// The averages N, `[codes]`, and m, `[codes, channels]`.
    public let counts: Buffer
    public let sums: Buffer
    public let commitment: Float
    public let decay: Float
    public let epsilon: Float
    /// A code whose N falls below this starts anew at a vector of the batch, drawn at random; none does where it is nil.
    public let restartsBelow: Float?

    /// - Precondition: codes and channels are at least 1, and the decay is in 0 ..< 1.
    public init(
        codes: Int, channels: Int, commitment: Float = 0.25, decay: Float = 0.99, epsilon: Float = 1e-5,
        restartsBelow: Float? = nil, using generator: inout SeededGenerator
    ) {
        checkNumbers(of: "EMAVectorQuantizer", ["codes": codes, "channels": channels])
        guard (0..<1).contains(decay) else {
            fatalError("EMAVectorQuantizer: the decay is \(decay), and must be in 0 ..< 1")
        }
        let first = firstCodebook(codes, channels, using: &generator)
        (codebook, sums) = (Buffer(first), Buffer(first))
        counts = Buffer(Tensor([codes], repeating: 1))
        (self.commitment, self.decay, self.epsilon, self.restartsBelow) = (commitment, decay, epsilon, restartsBelow)
    }

    /// The codebook's loss is a constant here: to be told, not to be trained by.
    ///
    /// - Precondition: the channels are those of the codebook; while training, where codes start anew, a generator is lent.
    public func callAsFunction(_ x: Tensor) -> VectorQuantizer.Output {
        checkChannels(x, codebook.value.shape, of: "EMAVectorQuantizer")
        let (vectors, entries) = (placesAsRows(x.detached), codebook.value)
        let output = VectorQuantizer.Output(
            x, vectors, nearestRows(vectors, in: entries), codebook: entries)
        if TrainingMode.isTraining { follow(vectors, output.indices) }
        return output
    }

    private func follow(_ vectors: Tensor, _ indices: [Int]) {
        let (codes, shape) = (counts.value.count, codebook.value.shape)
        let chosen = sumsOfRows(Tensor([indices.count, 1], repeating: 1), at: indices, of: codes).reshape([codes])
        counts.follow(chosen, 1 - decay)
        sums.follow(sumsOfRows(vectors, at: indices, of: shape[0]), 1 - decay)
        restart(from: vectors)
        let total = counts.value.sum().scalar
        let share = (counts.value + epsilon) * (total / (total + Float(codes) * epsilon))
        codebook.value = sums.value / share.expandDims(-1)
    }

    /// Moves the averages of codes that hardly any vector chooses to vectors of the batch.
    private func restart(from vectors: Tensor) {
        guard let bound = restartsBelow else { return }
        var (counts, sums) = (counts.value.scalars, sums.value.scalars)
        let dead = counts.indices.filter { counts[$0] < bound }
        guard !dead.isEmpty, vectors.shape[0] > 0 else { return }
        guard let generator = TrainingMode.generator else {
            fatalError(
                "EMAVectorQuantizer starts codes anew at random, and this training mode has no generator: "
                    + "withTrainingMode(using: &generator) { … } lends it one")
        }
        let channels = vectors.shape[1]
        for code in dead {
            let row = vectors.row(generator.draw { Int.random(in: 0..<vectors.shape[0], using: &$0) })
            sums.replaceSubrange(code * channels..<(code + 1) * channels, with: row)
            counts[code] = 1
        }
        self.counts.value = Tensor(self.counts.value.shape, counts)
        self.sums.value = Tensor(self.sums.value.shape, sums)
    }
}
