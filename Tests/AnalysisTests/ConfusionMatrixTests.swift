import Analysis
import Testing

@Suite struct ConfusionMatrixTests {
    private let matrix = ConfusionMatrix(actual: [0, 0, 1, 1, 2, 2, 2], predicted: [0, 1, 1, 0, 2, 2, 1])

    @Test func countsAndShares() {
        #expect(matrix.counts == [[1, 1, 0], [1, 1, 0], [0, 1, 2]])
        #expect(abs(matrix.accuracy - 4.0 / 7) < 1e-12)
        let shares = matrix.shares[2].map { Int(($0 * 3).rounded()) }
        #expect(shares == [0, 1, 2])
    }

    @Test func confusionsOfPairs() {
        #expect(matrix.confusions.map { [$0.a, $0.b, $0.count] } == [[0, 1, 2], [1, 2, 1]])
        #expect(ConfusionMatrix(actual: [], predicted: []).accuracy.isNaN)
    }
}
