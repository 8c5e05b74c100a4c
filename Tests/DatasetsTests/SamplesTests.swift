import Datasets
import Testing

struct SamplesTests {
    /// Three samples of 1×2 pixels.
    private let samples = Samples(height: 1, width: 2, pixels: [1, 2, 3, 4, 5, 6], labels: [7, 8, 7])

    @Test func countsAndSlices() {
        #expect(samples.count == 3)
        #expect(samples.sampleSize == 2)
        #expect(Array(samples.pixels(of: 1)) == [3, 4])
    }

    @Test func takesAPrefix() {
        #expect(samples.prefix(2) == Samples(height: 1, width: 2, pixels: [1, 2, 3, 4], labels: [7, 8]))
        #expect(samples.prefix(9) == samples)
        #expect(samples.prefix(0).count == 0)
    }

    @Test func takesASubsetInItsOrder() {
        #expect(
            samples.subset([2, 0, 2]) == Samples(height: 1, width: 2, pixels: [5, 6, 1, 2, 5, 6], labels: [7, 7, 7]))
    }

    @Test func filtersByLabel() {
        #expect(samples.filtered { $0 == 7 } == Samples(height: 1, width: 2, pixels: [1, 2, 5, 6], labels: [7, 7]))
        #expect(samples.filtered { $0 > 8 }.count == 0)
    }
}
