import Analysis
import Tensors
import Testing

@Suite struct NearestNeighborsTests {
    private let corners = Tensor([5, 2], [0, 0, 0, 1, 1, 0, 10, 10, 10, 11])
    private let labels = [3, 3, 3, 8, 8]

    @Test func theNearestDecide() {
        let queries = Tensor([3, 2], [0.4, 0.4, 9, 9, 4, 4])
        #expect(NearestNeighbors(points: corners, labels: labels, k: 1).classify(queries) == [3, 8, 3])
        #expect(NearestNeighbors(points: corners, labels: labels, k: 2).classify(queries) == [3, 8, 3])
    }

    @Test func theMajorityDecides() {
        let queries = Tensor([1, 2], [9, 9])
        #expect(NearestNeighbors(points: corners, labels: labels, k: 5).classify(queries) == [3])
    }

    @Test func atATieTheSmallerLabelWins() {
        let points = Tensor([2, 1], [1, -1])
        #expect(NearestNeighbors(points: points, labels: [6, 4], k: 2).classify(Tensor([1, 1], [0])) == [4])
    }

    @Test func noPointsSayWhatIsMissing() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = NearestNeighbors(points: Tensor([0, 2], []), labels: [], k: 1)
        }
        let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(message.contains("1 neighbors among points of the shape [0, 2]"))
    }

    @Test func accuracyIsTheShareOfHits() {
        let nearest = NearestNeighbors(points: corners, labels: labels, k: 1)
        #expect(nearest.accuracy(on: Tensor([2, 2], [0, 0, 10, 10]), labels: [3, 3]) == 0.5)
    }

    /// More queries than fit in a block, against the definition.
    @Test func blocksChangeNothing() {
        var g = SeededGenerator(seed: 2)
        let points = Tensor.normal([60, 3], using: &g)
        let labels = (0..<60).map { $0 % 4 }
        let queries = Tensor.normal([1_100, 3], using: &g)
        let found = NearestNeighbors(points: points, labels: labels, k: 1).classify(queries)
        for index in stride(from: 0, to: 1_100, by: 37) {
            let query = queries.row(index)
            let nearest = (0..<60).min { distance(points.row($0), query) < distance(points.row($1), query) }
            #expect(found[index] == labels[nearest ?? 0])
        }
    }

    private func distance(_ a: [Float], _ b: [Float]) -> Float {
        zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
}
