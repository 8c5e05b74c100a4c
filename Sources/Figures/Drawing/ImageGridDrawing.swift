import Images

extension ImageGrid {
    public func draw(on canvas: Canvas, in area: Rect, theme: Theme) {
        let layout = GridLayout(self, width: area.width)
        let body = header(layout).draw(on: canvas, in: area, theme: theme)
        guard layout.bandCount > 0, layout.columnCount > 0 else {
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
            let y = corner.y + layout.origin(row: 0, column: column).y - GridLayout.headHeight / 2
            let head = Font.label.shortened(self.columns[column], width: layout.pitch)
            let middle = Point(corner.x + layout.middle(column: column), y)
            canvas.text(head, centeredOn: middle, .label, theme.muted, align: .middle)
        }
        for row in layout.rowTops.indices {
            let top = corner.y + layout.origin(row: row, column: first).y
            drawLabel(rows[row].label, top: top, layout, corner, on: canvas, theme: theme)
            for column in columns where rows[row].pictures.indices.contains(column) {
                let place = Point(corner.x + layout.middle(column: column), top)
                draw(rows[row], column, at: place, layout, on: canvas, theme: theme)
            }
        }
    }

    private func drawLabel(
        _ label: String, top: Double, _ layout: GridLayout, _ corner: Point, on canvas: Canvas, theme: Theme
    ) {
        let font = Font.label
        let lines = font.wrapped(label, width: layout.labelWidth - 13)
        for (index, line) in lines.enumerated() {
            let shift = (Double(index) - Double(lines.count - 1) / 2) * font.lineHeight
            let place = Point(corner.x, top + layout.picture.height / 2 + shift)
            canvas.text(font.shortened(line, width: layout.labelWidth - 10), centeredOn: place, font, theme.ink)
        }
    }

    /// - Parameter place: the middle of the picture's upper edge.
    private func draw(
        _ row: Row, _ column: Int, at place: Point, _ layout: GridLayout, on canvas: Canvas, theme: Theme
    ) {
        let picture = toned(row.pictures[column], row, theme).reduced(by: layout.reduction)
        let size = Size(Double(picture.width * layout.enlargement), Double(picture.height * layout.enlargement))
        let left = (place.x - size.width / 2).rounded()
        canvas.picture(picture, in: Rect(x: left, y: place.y, width: size.width, height: size.height))
        guard row.texts.indices.contains(column) else { return }
        let below = Point(place.x, place.y + layout.picture.height + 8)
        let text = Font.note.shortened(row.texts[column], width: layout.pitch)
        canvas.text(text, centeredOn: below, .note, theme.muted, align: .middle)
    }

    private func toned(_ picture: Bitmap, _ row: Row, _ theme: Theme) -> Bitmap {
        guard picture.channels == .gray else { return picture }
        guard !row.showsDifferences else {
            let ramp = ColorRamp(.diverging, theme: theme)
            return Self.colored(picture) { ramp.color(Double($0) / 255) }
        }
        switch tone {
        case .given: return picture
        case .inverted: return picture.inverted
        case .page: return Self.inked(picture, theme)
        }
    }

    private static func inked(_ picture: Bitmap, _ theme: Theme) -> Bitmap {
        colored(picture) { level in
            let part = Double(level) / 255
            func mixed(_ paper: Double, _ ink: Double) -> Double { paper + (ink - paper) * part }
            return Color(
                red: mixed(theme.paper.red, theme.ink.red), green: mixed(theme.paper.green, theme.ink.green),
                blue: mixed(theme.paper.blue, theme.ink.blue))
        }
    }

    private static func colored(_ picture: Bitmap, _ color: (Int) -> Color) -> Bitmap {
        let shades = (0...255).map { level in
            let color = color(level)
            return [color.red, color.green, color.blue].map { UInt8(($0 * 255).rounded()) }
        }
        let samples = picture.samples.flatMap { shades[Int($0)] }
        return Bitmap(width: picture.width, height: picture.height, channels: .rgb, samples: samples)
    }
}
