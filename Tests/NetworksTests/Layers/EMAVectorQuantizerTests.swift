import Networks
import Testing

@Suite struct EMAVectorQuantizerTests {
    private let centers = Tensor([3, 2], [4, 0, -4, 3, 0, -5])

    private func samples(_ count: Int, using g: inout SeededGenerator) -> Tensor {
        let places = (0..<count).map { _ in Int.random(in: 0..<3, using: &g) }
        let vectors = centers.take(places) + Tensor.normal([count, 2], using: &g) * 0.1
        return rowsAsPlaces(vectors, [count, 2, 1, 1])
    }

    /// Codes that start at one place: without new starts one code takes all, with them each center gets its own.
    @Test func deadCodesStartAnew() {
        var g = SeededGenerator(seed: 2)
        let quantizer = EMAVectorQuantizer(codes: 6, channels: 2, decay: 0.8, restartsBelow: 0.05, using: &g)
        var noise = SeededGenerator(seed: 3)
        withTrainingMode(using: &noise) {
            for _ in 0..<60 { _ = quantizer(samples(64, using: &g)) }
        }
        let far = (centers.expandDims(1) - quantizer.codebook.value.expandDims(0)).square().sum(axis: -1)
        #expect(far.min(axis: 1).scalars.allSatisfy { $0 < 0.1 })
        #expect(buffers(of: quantizer).map(\.name) == ["codebook", "counts", "sums"])
        #expect(parameters(of: quantizer).isEmpty)
    }

    /// Toward the encoder the replacement is the identity, and the commitment pulls it to its code.
    @Test func gradientOfTheEncoder() {
        var g = SeededGenerator(seed: 4)
        let quantizer = EMAVectorQuantizer(codes: 5, channels: 2, using: &g)
        let x = Parameter(samples(8, using: &g))
        let (_, passed) = valueAndGradients { (quantizer(x.value).passed * 3).sum() }
        #expect(passed[x]!.scalars.allSatisfy { $0 == 3 })
        let (_, committed) = valueAndGradients { quantizer(x.value).commitmentLoss }
        let expected = (x.value - quantizer(x.value).codes) * (2 / 16)
        #expect(zip(committed[x]!.scalars, expected.scalars).allSatisfy { abs($0 - $1) < 1e-6 })
    }

    @Test func newStartsNeedAGenerator() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var g = SeededGenerator(seed: 4)
            let quantizer = EMAVectorQuantizer(codes: 5, channels: 2, decay: 0, restartsBelow: 0.5, using: &g)
            withTrainingMode { _ = quantizer(.zeros([4, 2, 1, 1])) }
        }
        #expect(message(of: result).contains("withTrainingMode(using: &generator) { … } lends it one"))
    }
}
