import Analysis
import Foundation
import Tensors
import Testing

@Suite struct SubspacesTests {
    private func mismatch(_ angles: [Double], _ expected: [Double]) -> Double {
        angles.count == expected.count ? zip(angles, expected).map { abs($0 - $1) }.max() ?? 0 : .infinity
    }

    @Test func knownAngles() {
        let plane = Tensor([2, 3], [1, 0, 0, 0, 1, 0])
        let same = Tensor([2, 3], [1, 1, 0, 3, -1, 0])
        let normal = Tensor([1, 3], [0, 0, 5])
        let tilted = Tensor([2, 3], [1, 0, 0, 0, cos(Float.pi / 6), sin(Float.pi / 6)])
        #expect(mismatch(principalAngles(plane, same), [0, 0]) < 0.05)
        #expect(mismatch(principalAngles(plane, normal), [90]) < 0.05)
        #expect(mismatch(principalAngles(plane, tilted), [0, 30]) < 0.05)
    }

    @Test func signalToNoise() {
        #expect(abs(peakSignalToNoise(meanSquaredError: 0.01) - 20) < 1e-12)
        #expect(peakSignalToNoise(meanSquaredError: 0) == .infinity)
    }
}
