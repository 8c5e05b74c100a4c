extension ConvolutionDiagram {
    public func draw(on canvas: Canvas, in area: Rect, theme: Theme) {
        let body = header.draw(on: canvas, in: area, theme: theme)
        guard !sizes.isEmpty else {
            return PlotFrame.drawNothing("no rows", in: body, on: canvas, theme: theme)
        }
        let (side, height) = (side(atWidth: area.width), rowHeight(atWidth: area.width))
        for (index, size) in sizes.enumerated() {
            let row = Rect(x: body.x, y: body.y + Double(index) * height, width: body.width, height: height)
            draw(size, in: row, side, on: canvas, theme: theme)
        }
    }

    private func draw(_ size: Int, in row: Rect, _ side: Double, on canvas: Canvas, theme: Theme) {
        canvas.text(
            Font.axis.fitting(headings(size), width: row.width), centeredOn: Point(row.x, row.y + 9), .axis, theme.ink)
        let cells = size + 2 * padding
        let left = row.x + max(0, (row.width - Double(cells) * side) / 2)
        func cell(_ index: Int) -> Rect {
            Rect(x: left + Double(index) * side, y: row.y + 20, width: side, height: side)
        }
        let results = (0..<count(of: size)).map { index in
            let (first, last) = (cell(index * stride), cell(index * stride + kernel - 1))
            return Rect(
                x: (first.x + last.right - side) / 2, y: row.y + 20 + 2.3 * side, width: side, height: side)
        }
        for (index, result) in results.enumerated() {
            let (first, last) = (cell(index * stride), cell(index * stride + kernel - 1))
            let window = [
                Point(first.x + 1, first.bottom + 1), Point(last.right - 1, first.bottom + 1),
                Point(result.right - 1, result.y - 1), Point(result.x + 1, result.y - 1),
            ]
            canvas.fill(window, theme.color(0).with(alpha: 0.16))
        }
        for index in 0..<cells {
            let isZero = index < padding || index >= padding + size
            let isSeen = index < cells - unseen(of: size)
            draw(cell(index), isZero ? nil : theme.color(0).with(alpha: isSeen ? 0.75 : 0.2), on: canvas, theme: theme)
        }
        for result in results { draw(result, theme.color(1).with(alpha: 0.8), on: canvas, theme: theme) }
    }

    /// From the longest to the shortest.
    private func headings(_ size: Int) -> [String] {
        let (rest, count) = (unseen(of: size), count(of: size))
        let ends =
            rest == 0
            ? ["every cell is seen", "all seen"]
            : ["\(rest) at the end \(rest == 1 ? "is" : "are") never seen", "\(rest) unseen"]
        return ends.map { "\(size) pixels → \(count); \($0)" } + ["\(size) → \(count)"]
    }

    /// A box; empty for a zero of the padding.
    private func draw(_ cell: Rect, _ color: Color?, on canvas: Canvas, theme: Theme) {
        let box = cell.inset(top: 1, right: 1, bottom: 1, left: 1)
        if let color {
            canvas.fill(box, color)
        } else {
            canvas.outline(box, theme.rule)
        }
    }
}
