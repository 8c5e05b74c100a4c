import Figures
import Images
import Testing

@Suite struct GoldenTests {
    @Test(arguments: Samples.all.map(\.name))
    func figuresLookAsTheyDid(name: String) throws {
        let figure = try #require(Samples.all.first { $0.name == name }).figure
        let verdict = try Golden.compare(render(figure, scale: 1), name)
        #expect(verdict == .same, "look at Tests/FiguresTests/Golden/\(name).png; AEBOOK_RECORD=1 rewrites it")
    }

    @Test(arguments: ["scatter", "lines-log", "grid-long", "heatmap-signed"])
    func darkFiguresLookAsTheyDid(name: String) throws {
        let figure = try #require(Samples.all.first { $0.name == name }).figure
        let verdict = try Golden.compare(render(figure, theme: .dark, scale: 1), "\(name)-dark")
        #expect(verdict == .same, "look at Tests/FiguresTests/Golden/\(name)-dark.png; AEBOOK_RECORD=1 rewrites it")
    }

    /// As a telephone shows them.
    @Test(arguments: [
        "scatter", "lines", "grid", "bars", "heatmap", "histogram-two", "panels", "film", "network", "convolution",
    ])
    func narrowFiguresLookAsTheyDid(name: String) throws {
        let figure = try #require(Samples.all.first { $0.name == name }).figure
        let width = try #require(figure.narrowWidth)
        let verdict = try Golden.compare(render(figure, scale: 1, width: width), "\(name)-narrow")
        #expect(verdict == .same, "look at Tests/FiguresTests/Golden/\(name)-narrow.png; AEBOOK_RECORD=1 rewrites it")
    }

    @Test func theComparisonSeesWhatAReaderWouldSee() {
        let drawn = render(Samples.lines, scale: 1)
        #expect(Golden.verdict(drawn, drawn) == .same)
        #expect(Golden.verdict(drawn, drawn.quantized(colors: 160)) == .same)
        var other = Samples.lines
        other.title = "Convolutions lose by a third, with a tenth of the parameters"
        #expect(Golden.verdict(render(other, scale: 1), drawn) != .same)
        other = Samples.lines
        other.references = [.init(0.02, "0.0125 published")]
        #expect(Golden.verdict(render(other, scale: 1), drawn) != .same)
    }

    @Test(arguments: Samples.all.map(\.name))
    func theSameFigureGivesTheSamePixels(name: String) throws {
        let figure = try #require(Samples.all.first { $0.name == name }).figure
        let bitmap = render(figure, scale: 1)
        #expect(bitmap == render(figure, scale: 1))
        #expect(bitmap.width == Int(figure.size.width))
        #expect(bitmap.height == Int(figure.size.height))
    }
}
