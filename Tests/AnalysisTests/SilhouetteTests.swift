import Analysis
import Tensors
import Testing

@Suite struct SilhouetteTests {
    /// Worked out by hand: on a line at 0, 1 and 4, 6 a and b of each point are as below.
    @Test func fourPointsOnALine() {
        let value = silhouette(of: Tensor([4, 1], [0, 1, 4, 6]), labels: [0, 0, 1, 1])
        // a = 1, 1, 2, 2 and b = 5, 4, 3.5, 5.5.
        let parts: [Double] = [4 / 5, 3 / 4, 1.5 / 3.5, 3.5 / 5.5]
        let expected = parts.reduce(0, +) / 4
        #expect(abs(value - expected) < 1e-6)
    }

    @Test func clustersAndNone() {
        var g = SeededGenerator(seed: 2)
        let noise = Tensor.normal([600, 3], using: &g)
        let labels = (0..<600).map { $0 % 3 }
        #expect(abs(silhouette(of: noise, labels: labels)) < 0.02)
        let apart = noise + Tensor([600, 3], labels.flatMap { [Float($0) * 50, 0, 0] })
        #expect(silhouette(of: apart, labels: labels) > 0.9)
        #expect(silhouette(of: apart, labels: (0..<600).map { $0 % 2 }) < 0.02)
    }

    @Test func aPointAloneCountsAsNothing() {
        #expect(silhouette(of: Tensor([3, 1], [0, 0, 9]), labels: [0, 0, 4]) == 2.0 / 3)
    }
}
