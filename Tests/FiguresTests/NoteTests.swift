import Figures
import Testing

/// What a figure leaves out it says, below the plot and without making it smaller.
@Suite struct NoteTests {
    @Test func missingValuesTakeALine() {
        let whole = Scatter(x: [0.0, 1, 2], y: [0, 1, 2])
        let broken = Scatter(x: [0.0, 1, .nan], y: [0, 1, 2])
        #expect(whole.size == Size(680, 520))
        #expect(broken.size == Size(680, 537))
    }

    @Test func valuesOutsideOfGivenAxesTakeALine() {
        let figure = Scatter(x: [0.0, 1, 20], y: [0, 1, 2], xAxis: Axis(domain: 0...10))
        #expect(figure.size.height == 537)
        #expect(Histogram([0, 1, 20], xAxis: Axis(domain: 0...10)).size.height == 317)
    }

    @Test func allPointsMissingAreSaidInThePlot() {
        #expect(Scatter(x: [Double.nan], y: [0]).size.height == 520)
    }
}
