import Figures
import Testing

@Suite struct TickTests {
    private func labels(_ range: ClosedRange<Double>, _ count: Int, _ scale: Axis.Scale = .linear) -> [String] {
        AxisScale(Axis(scale: scale, domain: range), values: []).ticks(about: count).map(\.label)
    }

    @Test func linearTicksAreRound() {
        #expect(labels(0...1, 6) == ["0", "0.2", "0.4", "0.6", "0.8", "1.0"])
        #expect(labels(0...100, 5) == ["0", "25", "50", "75", "100"])
        #expect(labels(-13...18, 7) == ["−10", "−5", "0", "5", "10", "15"])
        #expect(labels(0.0084...0.0985, 5) == ["0.02", "0.04", "0.06", "0.08"])
        #expect(labels(0...60_000, 4) == ["0", "20,000", "40,000", "60,000"])
    }

    @Test func wholeNumbersHaveWholeTicks() {
        let scale = AxisScale(Axis(), values: [1, 2, 3], margin: 0)
        #expect(scale.ticks(about: 8).map(\.label) == ["1", "2", "3"])
        let epochs = AxisScale(Axis(), values: (1...30).map(Double.init), margin: 0)
        #expect(epochs.ticks(about: 8).map(\.label) == ["5", "10", "15", "20", "25", "30"])
    }

    @Test func ticksLieInsideTheDomainAndAreNotCrowded() {
        var numbers = SampleNumbers(seed: 21)
        for _ in 0..<500 {
            let low = numbers.normal() * 1000
            let high = low + numbers.uniform() * 10 + 1e-6
            let count = 2 + Int(numbers.uniform() * 8)
            let ticks = LinearTicks.values(in: low...high, about: count)
            #expect(ticks.allSatisfy { (low...high).contains($0) })
            #expect(ticks.count <= 2 * count + 1, "\(ticks) in \(low)...\(high)")
            #expect(!ticks.isEmpty)
        }
    }

    @Test func logarithmicTicks() {
        #expect(labels(0.007...0.2, 6, .log) == ["0.01", "0.02", "0.05", "0.10", "0.20"])
        #expect(labels(1...1000, 6, .log) == ["1", "10", "100", "1,000"])
        #expect(labels(1e-8...1e2, 6, .log) == ["10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "1", "10²"])
        #expect(labels(0.02...0.025, 5, .log).count >= 3)
    }

    @Test func labelsOfExtremeNumbers() {
        #expect(NumberText.labels(for: [0, 5e8, 1e9]) == ["0", "0.5×10⁹", "1.0×10⁹"])
        #expect(NumberText.labels(for: [2e-7, 4e-7]) == ["2×10⁻⁷", "4×10⁻⁷"])
        #expect(NumberText.labels(for: [-0.5, 0, 0.5]) == ["−0.5", "0", "0.5"])
    }

    @Test func shortNumbers() {
        #expect(NumberText.short(0.012345) == "0.0123")
        #expect(NumberText.short(1_068_306) == "1,068,306")
        #expect(NumberText.short(-2.50) == "−2.5")
        #expect(NumberText.short(1e9) == "1×10⁹")
        #expect(NumberText.short(1.234e-7) == "1.23×10⁻⁷")
        #expect(NumberText.short(-.infinity) == "−∞")
        #expect(NumberText.fixed(-0.0001, decimals: 2) == "0.00")
    }
}
