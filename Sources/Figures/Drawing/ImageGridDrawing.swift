import Images

extension ImageGrid {
    public func draw(on canvas: Canvas, in area: Rect, theme: Theme) {
        let layout = GridLayout(self, width: area.width)
        let body = header(layout).draw(on: canvas, in: area, theme: theme)
        guard layout.bandCount > 0 else {
            return PlotFrame.drawNothing("no pictures", in: body, on: canvas, theme: theme)
        }
        // Pictures start on whole pixels, or they would be smeared.
        let corner = Point(body.x.rounded(), body.y.rounded())
        canvas.clipped(to: area) {
            for band in 0..<layout.bandCount { draw(band, layout, corner, on: canvas, theme: theme) }
        }
    }

    private func draw(_ band: Int, _ layout: GridLayout, _ corner: Point, on canvas: Canvas, theme: Theme) {
        let first = band * layout.perBand
        let columns = first..<min(first + layout.perBand, layout.columnCount)
        for column in columns where self.columns.indices.contains(column) {
            let origin = layout.origin(row: 0, column: column)
            let middle = Point(
                corner.x + origin.x + layout.cell.width / 2, corner.y + origin.y - GridLayout.headHeight / 2)
            let head = Font.label.shortened(self.columns[column], width: layout.cell.width + GridLayout.gap)
            canvas.text(head, centredOn: middle, .label, theme.muted, align: .middle)
        }
        for row in 0..<layout.rowCount {
            drawLabel(row, at: layout.origin(row: row, column: first), layout, corner, on: canvas, theme: theme)
            for column in columns where rows[row].pictures.indices.contains(column) {
                let origin = layout.origin(row: row, column: column)
                let place = Point(corner.x + origin.x, corner.y + origin.y)
                draw(rows[row], column, at: place, layout, on: canvas, theme: theme)
            }
        }
    }

    private func drawLabel(
        _ row: Int, at origin: Point, _ layout: GridLayout, _ corner: Point, on canvas: Canvas, theme: Theme
    ) {
        let lines = Font.label.wrapped(rows[row].label, width: layout.labelWidth - 10)
        let middle = corner.y + origin.y + layout.cell.height / 2
        for (index, line) in lines.enumerated() {
            let shift = (Double(index) - Double(lines.count - 1) / 2) * Font.label.lineHeight
            let text = Font.label.shortened(line, width: layout.labelWidth - 10)
            canvas.text(text, centredOn: Point(corner.x, middle + shift), .label, theme.ink)
        }
    }

    private func draw(
        _ row: Row, _ column: Int, at place: Point, _ layout: GridLayout, on canvas: Canvas, theme: Theme
    ) {
        let picture = row.pictures[column]
        let size = Size(Double(picture.width * layout.enlargement), Double(picture.height * layout.enlargement))
        let rect = Rect(x: place.x, y: place.y, width: size.width, height: size.height)
        canvas.picture(inverted ? picture.inverted : picture, in: rect)
        guard row.texts.indices.contains(column) else { return }
        let below = Point(place.x + layout.cell.width / 2, place.y + layout.cell.height + 8)
        let text = Font.note.shortened(row.texts[column], width: layout.cell.width + GridLayout.gap)
        canvas.text(text, centredOn: below, .note, theme.muted, align: .middle)
    }
}
