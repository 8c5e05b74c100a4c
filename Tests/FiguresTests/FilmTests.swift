import Figures
import Testing

@Suite struct FilmTests {
    private func scatters(_ film: Film) -> [Scatter] { film.frames.compactMap { $0.figure as? Scatter } }

    @Test func framesShareTheAxesOfAllTheirData() throws {
        let film = Film([
            .init("a", Scatter(x: [0.0, 1], y: [0, 1])), .init("b", Scatter(x: [-4.0, 6], y: [.nan, 2])),
            .init("c", Scatter(x: [0.0], y: [9.0])),
        ])
        // The place of a NaN is none, so −4 is not on the axis.
        let domains = scatters(film).map(\.xAxis.domain)
        #expect(Set(domains.map { $0?.lowerBound }).count == 1 && Set(domains.map { $0?.upperBound }).count == 1)
        let x = try #require(domains[0])
        #expect(x.contains(0) && x.contains(6) && !x.contains(-4))
        #expect(scatters(film).allSatisfy { $0.yAxis.domain?.contains(9) == true })
    }

    @Test func aGivenDomainStands() {
        let axis = Axis("z", domain: 0...2)
        let film = Film([
            .init("a", Scatter(x: [0.0, 1], y: [0, 1], xAxis: axis)),
            .init("b", Scatter(x: [5.0], y: [2.0], xAxis: axis)),
        ])
        #expect(scatters(film).allSatisfy { $0.xAxis.domain == 0...2 })
    }

    @Test func histogramsHaveTheSameBinsAndHeight() {
        let film = Film([
            .init("a", Histogram([0.5, 1.5, 1.5, 1.5, 1.5, 1.5])), .init("b", Histogram([100.25])),
        ])
        let figures = film.frames.compactMap { $0.figure as? Histogram }
        #expect(figures[0].xAxis == figures[1].xAxis && figures[0].yAxis == figures[1].yAxis)
        #expect(figures[0].bins == figures[1].bins && figures[0].bins != nil)
        #expect(figures[1].yAxis.domain.map { $0.upperBound >= 5 } == true)
    }

    @Test func heatMapsMeanTheSameByAColor() {
        let film = Film([.init("a", Heatmap([[0.0, 1]])), .init("b", Heatmap([[-8.0], [2]]))])
        let figures = film.frames.compactMap { $0.figure as? Heatmap }
        #expect(figures.allSatisfy { $0.axis.domain == figures[0].axis.domain && $0.colors == .diverging })
        #expect(figures[0].axis.domain.map { $0.contains(-8) && $0.contains(8) } == true)
    }

    @Test func linesReachAsFarAsTheLongest() {
        let film = Film([
            .init("a", Lines([.init("l", y: [1.0, 2])])), .init("b", Lines([.init("l", y: [1.0, 2, 9])])),
        ])
        let figures = film.frames.compactMap { $0.figure as? Lines }
        #expect(figures[0].xAxis.domain == 1...3 && figures[0].yAxis == figures[1].yAxis)
    }

    @Test func panelsShareTheirAxesWhereTheyAreAskedTo() {
        let panels = [Scatter(x: [0.0], y: [0.0]), Scatter(x: [9.0], y: [0.0])]
        let domains = [true, false].map { shares in
            SmallMultiples(panels, sharesAxes: shares).panels.compactMap { ($0 as? Scatter)?.xAxis.domain }
        }
        #expect(domains[0].count == 2 && domains[0].allSatisfy { $0.contains(0) && $0.contains(9) })
        #expect(domains[1].isEmpty)
    }

    @Test func framesOfSeveralKindsStayAsTheyAre() {
        let film = Film([.init("a", Scatter(x: [0.0], y: [0.0])), .init("b", Histogram([1]))])
        #expect(scatters(film)[0].xAxis.domain == nil)
    }

    @Test func onPaperEveryFrameStandsUnderItsLabel() {
        let still = Samples.film.still
        #expect(still.panels.map(\.title) == ["epoch 0", "epoch 1", "epoch 5", "epoch 10", "epoch 30"])
        #expect(still.columns == 4)
        #expect(Samples.film.size == still.size)
    }

    @Test func panelsDoNotShrinkToNothing() {
        let codes = SampleNumbers.codes(50)
        let panels = (0..<6).map { _ in Scatter(x: codes.x, y: codes.y) }
        let figure = SmallMultiples(panels, columns: 3)
        // Three beside each other, and two on a telephone: three rows in place of two.
        let (wide, narrow) = (figure.size, figure.size(atWidth: 360))
        #expect(narrow.height > wide.height)
    }

    @Test func narrowVersionsAreForWideFigures() {
        #expect(Samples.scatter.narrowWidth == 360)
        #expect(Scatter(x: [0.0], y: [0.0], width: 380).narrowWidth == nil)
        #expect(render(Samples.lines, scale: 2, width: 360).width == 720)
    }
}
