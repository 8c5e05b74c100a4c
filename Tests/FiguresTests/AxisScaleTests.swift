import Figures
import Testing

@Suite struct AxisScaleTests {
    @Test func theDomainIsTheDataWithAMargin() {
        let scale = AxisScale(Axis(), values: [2, 12, .nan, .infinity], margin: 0.1)
        #expect(scale.domain == 1...13)
        #expect(scale.position(of: 1) == 0)
        #expect(scale.position(of: 13) == 1)
        #expect(scale.position(of: 7) == 0.5)
    }

    @Test func barsReachZero() {
        #expect(AxisScale(Axis(), values: [2, 12], margin: 0.1, includesZero: true).domain.lowerBound == 0)
        #expect(AxisScale(Axis(), values: [-2, -12], margin: 0.1, includesZero: true).domain.upperBound == 0)
    }

    @Test func aLogarithmicAxisLeavesOutWhatIsNotAboveZero() {
        let scale = AxisScale(Axis(scale: .log), values: [-1, 0, 0.01, 100], margin: 0)
        #expect(abs(scale.domain.lowerBound / 0.01 - 1) < 1e-12)
        #expect(abs(scale.position(of: 1) - 0.5) < 1e-12)
        #expect(!scale.contains(0))
    }

    @Test func equalValuesStandInTheMiddle() {
        #expect(AxisScale(Axis(), values: [7, 7]).position(of: 7) == 0.5)
        #expect(abs(AxisScale(Axis(scale: .log), values: [7, 7]).position(of: 7) - 0.5) < 1e-12)
    }

    @Test func aGivenDomainHolds() {
        #expect(AxisScale(Axis(domain: 0...50), values: [1, 2]).domain == 0...50)
    }

    @Test func binsHoldEveryValueOnce() {
        let values = (0..<1000).map { Double($0) / 7 }
        for wanted in [nil, 1, 7, 400] {
            let binning = Binning(Axis(), values: values + [.nan], wanted: wanted)
            #expect(binning.counts(values + [.nan]).reduce(0, +) == 1000)
        }
        let digits = Binning(Axis(), values: [0, 1, 1, 9], wanted: nil)
        #expect(digits.counts([0, 1, 1, 9]) == [1, 2, 0, 0, 0, 0, 0, 0, 0, 1])
    }
}
