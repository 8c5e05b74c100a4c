import Figures
import Testing

@Suite struct SummaryTests {
    @Test func scatter() {
        let figure = Scatter(
            x: [0, 1.5], y: [Float(2), 3], classes: [0, 1], names: ["zero", "one"], xAxis: Axis("z₁"),
            yAxis: Axis("z₂", unit: "mm"))
        #expect(
            figure.summary
                == "Scatter plot of 2 points in 2 classes (zero and one); z₁ from 0 to 1.5; z₂ from 2 to 3 mm.")
    }

    @Test func lines() {
        let figure = Lines(
            [.init("a", y: [0.5, 0.25]), .init("b", y: [Double.nan])], xAxis: Axis("epoch"),
            yAxis: Axis("loss", scale: .log), references: [.init(0.3, "published")])
        #expect(
            figure.summary == "Line chart of 2 lines (a and b); epoch from 1 to 2; "
                + "loss from 0.25 to 0.5 on a logarithmic scale; reference line at 0.3 (published).")
    }

    @Test func others() {
        #expect(Bars(["a", "b"], [1, 2.5], axis: Axis("loss")).summary == "Bar chart of loss: a 1.00 and b 2.50.")
        #expect(Histogram([1, 2, 3], xAxis: Axis("z")).summary == "Histogram of 3 values; z from 1 to 3.")
        #expect(Heatmap([[1, 2]], axis: Axis("n")).summary == "Heat map of 1 × 2 values; n from 1 to 2.")
        let grid = ImageGrid(rows: [.init("original", [SampleNumbers.digit(0)])])
        #expect(grid.summary == "Picture grid of 1 row of up to 1 pictures: original.")
        #expect(
            Film([.init("epoch 1", Histogram([1])), .init("epoch 2", Histogram([1, 2]))]).summary
                == "Film of 2 frames (epoch 1 and epoch 2); the last one: Histogram of 2 values; values from 1 to 2.")
        #expect(
            SmallMultiples([Histogram([1], title: "A")]).summary == "One panel. A: Histogram of 1 values; values 1.")
    }
}
