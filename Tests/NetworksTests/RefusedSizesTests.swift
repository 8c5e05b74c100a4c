import Networks
import Testing

/// What cannot be built is refused where it is built, by its name and number.
@Suite struct RefusedSizesTests {
    private typealias Refusal = ExitTest.Result?

    private func check(_ refusal: Refusal, _ words: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let message = String(decoding: refusal?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains(words), sourceLocation: sourceLocation)
    }

    @Test func layers() async {
        let dense = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var g = SeededGenerator(seed: 1)
            _ = Linear(3, 0, using: &g)
        }
        check(dense, "Linear: the number of outputs is 0, and must be at least 1")
        let convolution = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var g = SeededGenerator(seed: 1)
            _ = Conv2d(2, 0, kernel: 3, using: &g)
        }
        check(convolution, "Conv2d: the number of outputs is 0")
        let transposed = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var g = SeededGenerator(seed: 1)
            _ = ConvTranspose2d(0, 4, kernel: 3, using: &g)
        }
        check(transposed, "ConvTranspose2d: the number of inputs is 0")
        let normalization = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = BatchNorm2d(-1)
        }
        check(normalization, "BatchNorm2d: the number of channels is -1")
        let quantizer = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var g = SeededGenerator(seed: 1)
            _ = VectorQuantizer(codes: 0, channels: 4, using: &g)
        }
        check(quantizer, "VectorQuantizer: the number of codes is 0")
    }

    @Test func models() async {
        let dense = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var g = SeededGenerator(seed: 1)
            _ = SparseAutoencoder(latent: 0, penalty: 1, using: &g)
        }
        check(dense, "the latent size is 0, and must be at least 1")
        let convolutional = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var g = SeededGenerator(seed: 1)
            _ = ConvolutionalAutoencoder(latent: -2, using: &g)
        }
        check(convolutional, "the latent size is -2, and must be at least 1")
    }
}
