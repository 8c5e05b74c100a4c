import Analysis
import Tensors
import Testing

@Suite struct DistancesTests {
    @Test func theNearestFirst() {
        let points = Tensor([4, 2], [0, 0, 3, 4, 0, 1, 6, 8])
        let found = squaredDistances(from: Tensor([2, 2], [0, 0, 6, 8]), toNearest: 3, of: points)
        #expect(found.scalars == [0, 1, 25, 0, 25, 85])
    }

    /// More queries than fit in a block, against the definition.
    @Test func blocksChangeNothing() {
        var g = SeededGenerator(seed: 4)
        let points = Tensor.normal([90, 5], using: &g)
        let queries = Tensor.normal([1_203, 5], using: &g)
        let found = squaredDistances(from: queries, toNearest: 2, of: points)
        for row in stride(from: 0, to: 1_203, by: 41) {
            let query = queries.row(row)
            let all = (0..<90).map { point in
                zip(points.row(point), query).reduce(Float(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            }.sorted()
            #expect(zip(found.row(row), all).allSatisfy { abs($0 - $1) < 1e-4 })
        }
    }

    @Test func noQueries() {
        let distances = squaredDistances(from: Tensor([0, 3], []), toNearest: 1, of: Tensor([1, 3], [1, 2, 3]))
        #expect(distances.shape == [0, 1])
    }

    @Test func noPointsSayWhatIsMissing() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = squaredDistances(from: Tensor([1, 2], [0, 0]), toNearest: 1, of: Tensor([0, 2], []))
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("1 neighbors among points of the shape [0, 2]"))
    }
}
