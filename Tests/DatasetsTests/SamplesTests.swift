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

    @Test func takesBytesForLabels() {
        let labels: [UInt8] = [7, 8, 7]
        #expect(Samples(height: 1, width: 2, pixels: [1, 2, 3, 4, 5, 6], labels: labels) == samples)
        #expect((samples.sampleShape, samples.arePictures) == ([1, 2], true))
    }

    /// As cells write it that are older than labels of more than a byte.
    @Test func convertsLabelsAsBefore() {
        #expect(samples.labels == [7, 8, 7])
        #expect(samples.filtered { $0 == UInt8(8) }.labels.firstIndex(of: 8) == 0)
    }

    @Test func needsNoLabels() {
        let plain = Samples(height: 1, width: 2, pixels: [1, 2, 3, 4], labels: [Int]())
        #expect((plain.count, plain.labels) == (2, []))
        #expect(plain.subset([1]).pixels == [3, 4])
        #expect(plain.filtered { _ in true }.count == 0)
    }

    @Test func carriesTargetsAlong() {
        let rows = Samples(rows: [[1], [2], [3]], labels: [0, 1, 0], targets: [[10, 11], [20, 21], [30, 31]])
        #expect((rows.count, rows.sampleShape, rows.arePictures) == (3, [1], false))
        let chosen = rows.subset([2, 1])
        #expect(chosen == Samples(rows: [[3], [2]], labels: [0, 1], targets: [[30, 31], [20, 21]]))
        #expect(rows.filtered { $0 == 0 }.targets == SampleValues(rows: [[10, 11], [30, 31]]))
        #expect(rows.prefix(1).targets == SampleValues(rows: [[10, 11]]))
    }

    @Test func keepsColorsBeforeRows() {
        let values = SampleValues(shape: [3, 1, 2], bytes: [1, 2, 3, 4, 5, 6])
        let color = Samples(features: values, labels: [0])
        #expect((color.height, color.width, color.arePictures) == (1, 2, true))
        #expect(Array(color.pixels(of: 0)) == [1, 2, 3, 4, 5, 6])
    }
}
