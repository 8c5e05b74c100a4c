extension Lines {
    public func draw(on canvas: Canvas, in area: Rect, theme: Theme) {
        let isDirect = fitsLabels(height: area.height)
        let body = header(legend: !isDirect).draw(on: canvas, in: area, theme: theme)
        let levels = self.levels
        let names = (isDirect ? series.map(\.name) : []) + levels.map(\.label)
        let margin = EndLabels.margin(names.filter { !$0.isEmpty }, width: body.width)
        let runs = series.map { self.runs(of: $0) }
        let frame = PlotFrame(in: body, x: scales.x, y: scales.y, rightMargin: margin)
        frame.drawGrid(on: canvas, theme: theme)
        frame.drawXAxis(on: canvas, theme: theme)
        frame.drawYAxis(on: canvas, theme: theme)
        if runs.allSatisfy(\.isEmpty) {
            let text = series.allSatisfy(\.y.isEmpty) ? "no values" : "no finite values"
            PlotFrame.drawNothing(text, in: frame.plot, on: canvas, theme: theme)
        }
        draw(levels, frame, on: canvas, theme: theme)
        draw(runs, frame, on: canvas, theme: theme)
        frame.draw(annotations, on: canvas, theme: theme)
        let labels = (isDirect ? seriesLabels(runs, frame, theme) : []) + levelLabels(levels, frame, theme)
        EndLabels.draw(labels, beside: frame.plot, margin: margin, on: canvas, theme: theme)
    }

    /// Names stand at the ends of the lines while there is room for all of them below each other.
    func fitsLabels(height: Double) -> Bool {
        Double(series.count + references.count) * EndLabels.spacing <= height - 140
    }

    func header(legend: Bool) -> FigureHeader {
        var header = FigureHeader(title: title, notes: notes)
        if legend {
            header.legend = Legend(
                mark: .line,
                entries: series.indices.map {
                    Legend.Entry(name: series[$0].name, color: color(of: $0))
                })
        }
        return header
    }

    // MARK: data

    private typealias Run = [(x: Double, y: Double)]

    private func draw(_ runs: [[Run]], _ frame: PlotFrame, on canvas: Canvas, theme: Theme) {
        // A line on the edge of the plot keeps its whole width.
        let plot = frame.plot.inset(top: -2, right: -3, bottom: -2, left: -3)
        canvas.clipped(to: plot) {
            // The first series is drawn last: it lies on top.
            for index in series.indices.reversed() {
                let color = theme.color(self.color(of: index))
                let dashes = Theme.dashes(self.color(of: index))
                for run in runs[index] { draw(run, color, dashes, frame, on: canvas) }
            }
        }
    }

    private func draw(_ run: Run, _ color: Color, _ dashes: [Double], _ frame: PlotFrame, on canvas: Canvas) {
        // Cairo counts in 24-bit whole numbers: what lies far outside a given domain is brought nearer.
        let points = run.map { value -> Point in
            let point = frame.point(value.x, value.y)
            return Point(min(max(point.x, -1e4), 1e4), min(max(point.y, -1e4), 1e4))
        }
        if points.count == 1 {
            canvas.dot(at: points[0], radius: 2.5, color)
        } else {
            let thinned = Thinning.thinned(points, columnsPerPixel: Double(canvas.scale))
            canvas.line(thinned, color, width: 1.8, dashes: dashes)
        }
    }

    private func draw(_ levels: [Reference], _ frame: PlotFrame, on canvas: Canvas, theme: Theme) {
        for level in levels where frame.y.contains(level.value) {
            let place = frame.y(level.value)
            let color = level.color.map { theme.color($0).with(alpha: 0.7) } ?? theme.muted
            canvas.hairline(
                from: Point(frame.plot.x, place), to: Point(frame.plot.right, place), color, dashes: [4, 3])
        }
    }

    // MARK: labels

    private func seriesLabels(_ runs: [[Run]], _ frame: PlotFrame, _ theme: Theme) -> [EndLabels.Label] {
        series.indices.compactMap { index in
            let inside = runs[index].joined().last { frame.x.contains($0.x) && frame.y.contains($0.y) }
            guard let end = inside, !series[index].name.isEmpty else { return nil }
            let color = theme.color(self.color(of: index))
            return EndLabels.Label(text: series[index].name, color: color, anchor: frame.point(end.x, end.y))
        }
    }

    private func levelLabels(_ levels: [Reference], _ frame: PlotFrame, _ theme: Theme) -> [EndLabels.Label] {
        levels.filter { !$0.label.isEmpty && frame.y.contains($0.value) }.map { level in
            let color = level.color.map(theme.color) ?? theme.muted
            return EndLabels.Label(
                text: level.label, color: color, anchor: Point(frame.plot.right, frame.y(level.value)))
        }
    }
}
