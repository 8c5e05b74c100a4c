extension Bars {
    public func draw(on canvas: Canvas, in area: Rect, theme: Theme) {
        let body = header.draw(on: canvas, in: area, theme: theme)
        drawHead(in: body, on: canvas, theme: theme)
        let rows = body.inset(top: axisHeight)
        guard values.contains(where: axis.shows) else {
            let text = values.isEmpty ? "no values" : "no finite values"
            return PlotFrame.drawNothing(text, in: rows, on: canvas, theme: theme)
        }
        let nameWidth = min(names.map { Font.axis.width(of: $0) }.max() ?? 0, area.width * 0.35).rounded(.up)
        let valueWidth = (values.map { Font.axis.width(of: text(of: $0)) }.max() ?? 0) + 8
        let leftRoom = values.contains { axis.shows($0) && $0 < 0 } ? valueWidth : 0
        let plot = rows.inset(right: valueWidth, left: nameWidth + 12 + leftRoom)
        let scale = AxisScale(
            axis, values: values + marks.compactMap { $0 }, margin: axis.scale == .log ? 0.05 : 0, includesZero: true)
        let zero = plot.x + place(of: 0, scale) * plot.width
        for index in values.indices.prefix(Self.most) {
            let row = Rect(
                x: rows.x, y: rows.y + Double(index) * Self.rowHeight, width: rows.width, height: Self.rowHeight)
            let name = Font.axis.shortened(names[index], width: nameWidth)
            canvas.text(
                name, centeredOn: Point(rows.x + nameWidth, row.center.y), .axis, theme.ink, align: .end)
            drawBar(index, row, zero: zero, plot, scale, on: canvas, theme: theme)
        }
        let bottom = rows.y + Double(min(values.count, Self.most)) * Self.rowHeight
        canvas.hairline(from: Point(zero, rows.y), to: Point(zero, bottom), theme.rule)
    }

    /// The axis title, and what the strokes mean.
    private func drawHead(in body: Rect, on canvas: Canvas, theme: Theme) {
        let markWidth = hasMarks ? Font.label.width(of: marksName) + 14 : 0
        let title = Font.axis.shortened(axis.label, width: body.width - markWidth - 16)
        let middle = body.y + 8
        canvas.text(title, centeredOn: Point(body.x, middle), .axis, theme.ink)
        guard hasMarks else { return }
        let left = body.right - markWidth
        canvas.line([Point(left, middle - 6), Point(left, middle + 6)], theme.ink, width: 2)
        canvas.text(marksName, centeredOn: Point(left + 8, middle), .label, theme.muted)
    }

    /// Zero has no place on a logarithmic axis: bars then start at its left end.
    private func place(of value: Double, _ scale: AxisScale) -> Double {
        axis.shows(value) ? min(max(scale.position(of: value), 0), 1) : 0
    }

    private func drawBar(
        _ index: Int, _ row: Rect, zero: Double, _ plot: Rect, _ scale: AxisScale, on canvas: Canvas, theme: Theme
    ) {
        let value = values[index]
        let isShown = axis.shows(value)
        let end = isShown ? plot.x + place(of: value, scale) * plot.width : zero
        let bar = Rect(x: min(zero, end), y: row.y + 4, width: abs(end - zero), height: row.height - 8)
        canvas.fill(bar, theme.color(colors.isEmpty ? 0 : colors[index]).with(alpha: 0.88))
        var textEdge = end
        if marks.indices.contains(index), let mark = marks[index], axis.shows(mark) {
            let x = plot.x + place(of: mark, scale) * plot.width
            let ends = [Point(x, row.y + 1.5), Point(x, row.bottom - 1.5)]
            // Paper on both sides sets the stroke off the bar; toward the bar's end only if no sliver would be left.
            let outer = abs(x - end) > 6 ? 2.2 : 0
            let (left, right) = value < 0 ? (outer, 2.2) : (2.2, outer)
            canvas.fill(Rect(x: x - left, y: row.y + 4, width: left + right, height: row.height - 8), theme.paper)
            canvas.line(ends, theme.ink, width: 2)
            // A stroke just beyond the bar's end would run through the value.
            let reach = Font.axis.width(of: text(of: value)) + 12
            if value >= 0, x >= end - 2, x < end + reach { textEdge = x + 2 }
            if value < 0, x <= end + 2, x > end - reach { textEdge = x - 2 }
        }
        let isLeft = isShown && value < 0
        canvas.text(
            text(of: value), centeredOn: Point(textEdge + (isLeft ? -6 : 6), row.center.y), .axis,
            isShown ? theme.ink : theme.muted, align: isLeft ? .end : .start)
    }
}
