extension Histogram {
    public func draw(on canvas: Canvas, in area: Rect, theme: Theme) {
        let all = series.flatMap(\.values)
        let shown = all.filter { xAxis.shows($0) }
        let binning = Binning(xAxis, values: all, wanted: bins)
        let body = header.draw(on: canvas, in: area, theme: theme)
        let counts = series.map { binning.counts($0.values) }
        let frame = PlotFrame(in: body, x: binning.scale, y: Self.heightScale(yAxis, heights))
        frame.drawGrid(on: canvas, theme: theme)
        if shown.isEmpty {
            let text = all.isEmpty ? "no values" : "no finite values"
            PlotFrame.drawNothing(text, in: frame.plot, on: canvas, theme: theme)
        } else {
            for index in series.indices { draw(counts[index], index, frame, on: canvas, theme: theme) }
        }
        frame.drawXAxis(on: canvas, theme: theme)
        frame.drawYAxis(on: canvas, theme: theme)
    }

    private var header: FigureHeader {
        var header = FigureHeader(title: title, notes: notes)
        if series.count > 1 {
            header.legend = Legend(
                mark: .block,
                entries: series.indices.map {
                    Legend.Entry(name: series[$0].name, color: series[$0].color ?? $0)
                })
        }
        return header
    }

    /// One series is solid; several are clear with an outline, so that each shows through the others.
    private func draw(_ counts: [Int], _ index: Int, _ frame: PlotFrame, on canvas: Canvas, theme: Theme) {
        let color = theme.color(series[index].color ?? index)
        let width = frame.plot.width / Double(max(counts.count, 1))
        let tops = counts.map { top(of: $0, frame) }
        canvas.clipped(to: frame.plot) {
            if series.count == 1 {
                drawBars(tops, width: width, color.with(alpha: 0.88), frame.plot, on: canvas)
            } else {
                let outline = Self.outline(tops, width: width, frame.plot)
                canvas.fill(outline, color.with(alpha: 0.22))
                canvas.line(outline, color, width: 1.5)
            }
        }
    }

    private func drawBars(_ tops: [Double], width: Double, _ color: Color, _ plot: Rect, on canvas: Canvas) {
        let gap = width > 4 ? 1.0 : 0
        for (bin, top) in tops.enumerated() {
            let left = plot.x + Double(bin) * width
            canvas.fill(Rect(x: left, y: top, width: width - gap, height: plot.bottom - top), color)
        }
    }

    private static func outline(_ tops: [Double], width: Double, _ plot: Rect) -> [Point] {
        let steps = tops.enumerated().flatMap { bin, top in
            [Point(plot.x + Double(bin) * width, top), Point(plot.x + Double(bin + 1) * width, top)]
        }
        return [Point(plot.x, plot.bottom)] + steps + [Point(plot.right, plot.bottom)]
    }

    private func top(of count: Int, _ frame: PlotFrame) -> Double {
        let value = Double(count)
        return frame.y.axis.shows(value) ? min(frame.y(value), frame.plot.bottom) : frame.plot.bottom
    }
}
