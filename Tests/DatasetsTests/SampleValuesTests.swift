import Datasets
import Testing

struct SampleValuesTests {
    private let rows = SampleValues(rows: [[1, 2], [3, 4], [5, 6]])
    private let pictures = SampleValues(shape: [1, 2], bytes: [0, 255, 51, 102])

    @Test func knowsItsShape() {
        #expect((rows.shape, rows.count, rows.sampleSize, rows.isBytes) == ([2], 3, 2, false))
        #expect((pictures.shape, pictures.count, pictures.sampleSize, pictures.isBytes) == ([1, 2], 2, 2, true))
        #expect(SampleValues(shape: [2, 3], floats: []).count == 0)
    }

    @Test func lendsItsMemory() {
        #expect(rows.storage == .floats([1, 2, 3, 4, 5, 6]))
        #expect(pictures.storage == .bytes([0, 255, 51, 102]))
    }

    @Test func givesASampleAsATensorGetsIt() {
        #expect(rows.values(of: 1) == [3, 4])
        #expect(pictures.values(of: 1) == [Float(51) / 255, Float(102) / 255])
    }

    @Test func takesSomeSamples() {
        #expect(rows.prefix(2) == SampleValues(rows: [[1, 2], [3, 4]]))
        #expect(rows.prefix(7) == rows)
        #expect(rows.subset([2, 0, 2]) == SampleValues(rows: [[5, 6], [1, 2], [5, 6]]))
        #expect(pictures.subset([1]) == SampleValues(shape: [1, 2], bytes: [51, 102]))
    }
}
