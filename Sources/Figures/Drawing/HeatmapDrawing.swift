import Images

extension Heatmap {
    public func draw(on canvas: Canvas, in area: Rect, theme: Theme) {
        let body = header.draw(on: canvas, in: area, theme: theme)
        let layout = HeatmapLayout(self, width: area.width)
        guard values.joined().contains(where: axis.shows) else {
            let text = layout.isEmpty ? "no values" : "no finite values"
            return PlotFrame.drawNothing(text, in: body, on: canvas, theme: theme)
        }
        let ramp = ColorRamp(isDiverging ? .diverging : .sequential, theme: theme)
        let scale = self.scale
        let cells = layout.cells(from: Point(body.x, body.y))
        let colors = (0...255).map { ramp.color(Double($0) / 255) }
        canvas.picture(picture(scale, colors, theme), in: cells)
        drawKey(scale, colors, in: body, on: canvas, theme: theme)
        drawTitles(body, cells, on: canvas, theme: theme)
        drawNames(cells, layout, on: canvas, theme: theme)
        if layout.cell.width >= 8 { drawCells(cells, layout, scale, colors, on: canvas, theme: theme) }
    }

    private static func shade(_ value: Double, _ scale: AxisScale) -> Int {
        Int((min(max(scale.position(of: value), 0), 1) * 255).rounded())
    }

    /// One pixel per cell.
    private func picture(_ scale: AxisScale, _ colors: [Color], _ theme: Theme) -> Bitmap {
        func bytes(_ color: Color) -> [UInt8] {
            [color.red, color.green, color.blue].map { UInt8(($0 * 255).rounded()) }
        }
        let shades = colors.map(bytes)
        let missing = bytes(theme.paper)
        let samples = values.flatMap { row in
            row.flatMap { axis.shows($0) ? shades[Self.shade($0, scale)] : missing }
        }
        return Bitmap(width: values[0].count, height: values.count, channels: .rgb, samples: samples)
    }

    // MARK: around the cells

    /// A strip of all colors with the numbers they stand for.
    private func drawKey(_ scale: AxisScale, _ colors: [Color], in body: Rect, on canvas: Canvas, theme: Theme) {
        let title = Font.axis.shortened(axis.label, width: body.width * 0.5)
        canvas.text(title, centeredOn: Point(body.x, body.y + 6), .axis, theme.ink)
        let left = body.x + (title.isEmpty ? 0 : Font.axis.width(of: title) + 14)
        let strip = Rect(x: left, y: body.y + 1, width: min(180, body.right - left - 30), height: 9)
        let samples = colors.flatMap { [$0.red, $0.green, $0.blue].map { UInt8(($0 * 255).rounded()) } }
        canvas.picture(Bitmap(width: colors.count, height: 1, channels: .rgb, samples: samples), in: strip)
        let ends: [(value: Double, align: Canvas.Alignment)] = [
            (scale.domain.lowerBound, .start), (scale.domain.upperBound, .end),
        ]
        for end in ends {
            let x = strip.x + scale.position(of: end.value) * strip.width
            let text = NumberText.short(end.value)
            canvas.text(text, centeredOn: Point(x, strip.bottom + 9), .note, theme.muted, align: end.align)
        }
        guard scale.axis.scale == .linear, scale.domain.lowerBound < 0, scale.domain.upperBound > 0 else { return }
        let zero = Point(strip.x + scale.position(of: 0) * strip.width, strip.bottom + 9)
        canvas.text("0", centeredOn: zero, .note, theme.muted, align: .middle)
    }

    private func drawTitles(_ body: Rect, _ cells: Rect, on canvas: Canvas, theme: Theme) {
        let rows = rowTitle.isEmpty ? "" : "\(rowTitle) ↓"
        let columns = columnTitle.isEmpty ? "" : "\(columnTitle) →"
        let text = [rows, columns].filter { !$0.isEmpty }.joined(separator: "   ")
        let line = Font.label.shortened(text, width: body.width)
        canvas.text(line, centeredOn: Point(body.x, cells.y - 11), .label, theme.muted)
    }

    private func drawNames(_ cells: Rect, _ layout: HeatmapLayout, on canvas: Canvas, theme: Theme) {
        let rowStep = HeatmapLayout.step(layout.cell.height, needed: 14)
        for (row, name) in rowNames.enumerated() where row < layout.rows && row.isMultiple(of: rowStep) {
            let middle = cells.y + (Double(row) + 0.5) * layout.cell.height
            let text = Font.label.shortened(name, width: layout.left - 8)
            canvas.text(text, centeredOn: Point(cells.x - 6, middle), .label, theme.muted, align: .end)
        }
        let widest = columnNames.map { Font.label.width(of: $0) }.max() ?? 0
        let columnStep = HeatmapLayout.step(layout.cell.width, needed: widest + 6)
        for (column, name) in columnNames.enumerated()
        where column < layout.columns && column.isMultiple(of: columnStep) {
            let middle = cells.x + (Double(column) + 0.5) * layout.cell.width
            let text = Font.label.shortened(name, width: Double(columnStep) * layout.cell.width)
            canvas.text(text, centeredOn: Point(middle, cells.bottom + 11), .label, theme.muted, align: .middle)
        }
    }

    // MARK: inside the cells

    private func drawCells(
        _ cells: Rect, _ layout: HeatmapLayout, _ scale: AxisScale, _ colors: [Color], on canvas: Canvas,
        theme: Theme
    ) {
        let digits = NumberText.decimals(
            forThreeDigitsOf: values.joined().filter { axis.shows($0) }.map(abs).max() ?? 0)
        let isWhole = values.joined().allSatisfy { !axis.shows($0) || $0 == $0.rounded() }
        for (row, line) in values.enumerated() {
            for (column, value) in line.enumerated() {
                let rect = Rect(
                    x: cells.x + Double(column) * layout.cell.width, y: cells.y + Double(row) * layout.cell.height,
                    width: layout.cell.width, height: layout.cell.height)
                guard axis.shows(value) else {
                    canvas.line([Point(rect.x + 3, rect.bottom - 3), Point(rect.right - 3, rect.y + 3)], theme.rule)
                    continue
                }
                let text =
                    isWhole && abs(value) < 1e7
                    ? NumberText.fixed(value, decimals: 0)
                    : abs(value) < 1e5 ? NumberText.fixed(value, decimals: min(digits, 2)) : NumberText.short(value)
                guard showsValues ?? (rect.width >= 26), Font.note.width(of: text) <= rect.width - 4 else { continue }
                let ground = colors[Self.shade(value, scale)]
                let ink =
                    ground.contrast(with: theme.ink) > ground.contrast(with: theme.paper) ? theme.ink : theme.paper
                canvas.text(text, centeredOn: rect.center, .note, ink, align: .middle)
            }
        }
    }
}
