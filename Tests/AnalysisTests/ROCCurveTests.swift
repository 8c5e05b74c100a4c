import Analysis
import Testing

@Suite struct ROCCurveTests {
    @Test func aSmallCaseByHand() {
        let curve = ROCCurve(scores: [0.9, 0.8, 0.7, 0.6, 0.5], isPositive: [true, false, true, true, false])
        let found = curve.points.map { Int(($0.truePositives * 3).rounded()) }
        let wrong = curve.points.map { Int(($0.falsePositives * 2).rounded()) }
        #expect(found == [0, 1, 1, 2, 3, 3])
        #expect(wrong == [0, 0, 1, 1, 1, 2])
        // Of the six pairs, four are in the right order.
        #expect(abs(curve.area - 4.0 / 6) < 1e-12)
    }

    @Test func perfectReversedAndTied() {
        let isPositive = [true, true, false, false]
        #expect(ROCCurve(scores: [4, 3, 2, 1], isPositive: isPositive).area == 1)
        #expect(ROCCurve(scores: [1, 2, 3, 4], isPositive: isPositive).area == 0)
        let tied = ROCCurve(scores: [1, 1, 1, 1], isPositive: isPositive)
        #expect(tied.area == 0.5 && tied.points.count == 2)
    }
}
