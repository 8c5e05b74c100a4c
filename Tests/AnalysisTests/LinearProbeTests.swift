import Analysis
import Foundation
import Tensors
import Testing

@Suite struct LinearProbeTests {
    @Test func findsStraightCuts() {
        var g = SeededGenerator(seed: 3)
        let noise = Tensor.normal([900, 2], using: &g)
        let labels = (0..<900).map { $0 % 3 }
        let centers: [[Float]] = [[0, 0], [6, 0], [0, 600]]
        let scales = Tensor([900, 2], labels.flatMap { _ in [1 as Float, 100] })
        let points = noise * scales + Tensor([900, 2], labels.flatMap { centers[$0] })
        let probe = LinearProbe(points: points[0..<600], labels: Array(labels[..<600]))
        #expect(probe.accuracy(on: points[600..<900], labels: Array(labels[600...])) > 0.97)
    }

    /// One class inside, the other around it: no straight cut helps.
    @Test func doesNotFindARing() {
        var g = SeededGenerator(seed: 4)
        let angles = (0..<600).map { _ in g.uniform(0, 2 * .pi) }
        let points = Tensor(
            [600, 2],
            angles.enumerated().flatMap { place, angle in
                [cos(angle), sin(angle)].map { $0 * (place % 2 == 0 ? 1 : 3) }
            })
        let labels = (0..<600).map { $0 % 2 }
        #expect(LinearProbe(points: points, labels: labels).accuracy(on: points, labels: labels) < 0.62)
    }

    @Test func aConstantFeatureIsIgnored() {
        let points = Tensor([6, 2], [-2, 7, -1, 7, -1.5, 7, 1, 7, 2, 7, 1.5, 7])
        let probe = LinearProbe(points: points, labels: [0, 0, 0, 1, 1, 1])
        #expect(probe.classify(Tensor([2, 2], [-3, 7, 3, 7])) == [0, 1])
    }
}
