import Figures
import Foundation
import Images

/// One figure of each kind, as a chapter would write it. The golden pictures are drawn from these.
enum Samples {
    static let all: [(name: String, figure: any Figure)] = [
        ("scatter", scatter), ("scatter-few", fewPoints), ("lines", lines), ("lines-log", logLines),
        ("lines-many", manyLines), ("grid", grid), ("grid-long", longGrid), ("bars", bars), ("bars-signed", signedBars),
        ("histogram", histogram), ("histogram-two", twoHistograms), ("heatmap", heatmap),
        ("heatmap-signed", signedHeatmap), ("panels", panels), ("film", film),
        ("network", network), ("convolution", convolution),
        ("empty", Scatter(x: [Double](), y: [Double]())),
    ]

    static let network = NetworkDiagram(
        stages: [
            .init("28 × 28 × 1", count: 784), .init("14 × 14 × 16", count: 3_136), .init("7 × 7 × 32", count: 1_568),
            .init("2", count: 2, isMarked: true), .init("784", count: 784),
        ],
        steps: [
            .init("Conv2d, ReLU", parameters: 160), .init("Conv2d, ReLU", parameters: 4_640),
            .init("Linear", parameters: 3_138), .init("Linear, Sigmoid", parameters: 2_352),
        ], title: "Almost all parameters join the pictures to the code")

    static let convolution = ConvolutionDiagram(sizes: [14, 13], kernel: 3, stride: 2, padding: 1)

    static var scatter: Scatter {
        let codes = SampleNumbers.codes(10_000)
        return Scatter(
            x: codes.x, y: codes.y, classes: codes.classes, names: (0...9).map(String.init),
            title: "Two numbers are enough to set most digits apart", xAxis: Axis("z₁"), yAxis: Axis("z₂"))
    }

    static var fewPoints: Scatter {
        let codes = SampleNumbers.codes(120)
        return Scatter(
            x: codes.x + [.nan], y: codes.y + [1], classes: codes.classes.map { $0 / 4 } + [0],
            names: ["vanilla", "denoising", "sparse"], xAxis: Axis("parameters", unit: "million"),
            yAxis: Axis("test error"), annotations: [Annotation(x: 4.4, y: -14.5, "the largest network")], width: 480,
            height: 320)
    }

    static let finals: [(String, Double, Double)] = [
        ("vanilla-2", 0.0393, 0.0391), ("vanilla-32", 0.0119, 0.0117), ("denoising-32", 0.0183, 0.0183),
        ("sparse-32", 0.0121, 0.0119), ("conv-32", 0.0084, 0.0081),
    ]

    static func series() -> [Lines.Series] {
        finals.enumerated().map { Lines.Series($1.0, y: SampleNumbers.losses(30, end: $1.1, seed: UInt64($0) + 1)) }
    }

    static var lines: Lines {
        Lines(
            series(), title: "Convolutions win by a third, with a tenth of the parameters", xAxis: Axis("epoch"),
            yAxis: Axis("mean squared error"), references: [.init(0.0125, "0.0125 published")])
    }

    static var logLines: Lines {
        Lines(
            series() + [.init("diverged", y: [0.09, 0.08, Double.nan, 0.06, 0.2, .infinity])], xAxis: Axis("epoch"),
            yAxis: Axis("mean squared error", scale: .log),
            references: [.init(0.0391, "published", color: 0), .init(0.0117, "published", color: 1)])
    }

    static var manyLines: Lines {
        let series = (1...24).map { index in
            Lines.Series(
                "seed \(index)", y: SampleNumbers.losses(200, end: 0.01 + 0.001 * Double(index), seed: UInt64(index)))
        }
        return Lines(series, xAxis: Axis("step"), yAxis: Axis("loss"), width: 680, height: 340)
    }

    static var grid: ImageGrid {
        let originals = (0..<10).map { SampleNumbers.digit($0) }
        return ImageGrid(
            rows: [
                .init("original", originals),
                .init("with noise, σ = 0.3", (0..<10).map { SampleNumbers.digit($0, noise: 0.3) }),
                .init(
                    "denoised", (0..<10).map { SampleNumbers.digit($0, blur: 1.5) },
                    texts: (0..<10).map { "0.0\(12 + $0)" }),
                .differences("error", of: (0..<10).map { SampleNumbers.digit($0, blur: 1.5) }, from: originals),
            ], columns: (0...9).map(String.init), title: "Noise goes, and a little sharpness with it")
    }

    static var longGrid: ImageGrid {
        ImageGrid(
            rows: [
                .init("original", (0..<45).map { SampleNumbers.digit($0) }),
                .init("rebuilt", (0..<44).map { SampleNumbers.digit($0, blur: 1.6) }),
            ], tone: .given)
    }

    static var bars: Bars {
        Bars(
            finals.map(\.0), finals.map(\.1), title: "Only the two-number bottleneck is far behind",
            axis: Axis("mean squared error on the test images"), marks: finals.map(\.2), colors: Array(0..<5))
    }

    static var signedBars: Bars {
        Bars(
            ["bias", "a rather long name of a thing that was measured", "drift", "lost"],
            [-12.5, 31.25, -0.4, Double.nan],
            axis: Axis("change", unit: "%"), width: 560)
    }

    static var histogram: Histogram {
        var numbers = SampleNumbers(seed: 3)
        return Histogram((0..<5000).map { _ in numbers.normal() * 2 + 1 }, xAxis: Axis("z₁"))
    }

    static var twoHistograms: Histogram {
        var numbers = SampleNumbers(seed: 4)
        return Histogram(
            [
                .init("dense code", (0..<4000).map { _ in numbers.normal() * 2 }),
                .init("sparse code", (0..<4000).map { _ in numbers.normal() * 0.7 }),
            ], title: "The penalty pulls the code to zero", xAxis: Axis("value"), yAxis: Axis("how many"))
    }

    static var heatmap: Heatmap {
        let values = (0..<10).map { row in
            (0..<10).map { column -> Int in row == column ? 880 + row * 11 : (row * 7 + column * 13) % 40 }
        }
        let digits = (0...9).map(String.init)
        return Heatmap(
            values, rowNames: digits, columnNames: digits, rowTitle: "digit", columnTitle: "taken for",
            axis: Axis("images"), title: "Few digits are taken for another")
    }

    static var signedHeatmap: Heatmap {
        var values = (0..<28).map { row in (0..<28).map { sin(Double(row) / 4) * cos(Double($0) / 5) } }
        values[3][4] = .nan
        return Heatmap(values, axis: Axis("weight"), cell: 12, width: 420)
    }

    static var film: Film {
        let codes = SampleNumbers.codes(1200)
        return Film(
            [0, 1, 5, 10, 30].map { epoch in
                let factor = Double(epoch) / (Double(epoch) + 3)
                return Film.Frame(
                    "epoch \(epoch)",
                    Scatter(
                        x: codes.x.map { $0 * factor }, y: codes.y.map { $0 * factor }, classes: codes.classes,
                        xAxis: Axis("z₁"), yAxis: Axis("z₂")))
            }, title: "The map unfolds in the first epochs")
    }

    static var panels: SmallMultiples {
        let codes = SampleNumbers.codes(1200)
        let domain = -14.0...14.0
        let figures = [0.25, 0.6, 1].map { factor in
            Scatter(
                x: codes.x.map { $0 * factor }, y: codes.y.map { $0 * factor }, classes: codes.classes,
                title: "epoch \(Int(factor * 20))", xAxis: Axis("z₁", domain: domain),
                yAxis: Axis("z₂", domain: domain),
                legend: false)
        }
        return SmallMultiples(figures, title: "The code spreads while it learns")
    }
}
