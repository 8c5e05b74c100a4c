extension NetworkDiagram {
    public func draw(on canvas: Canvas, in area: Rect, theme: Theme) {
        let body = header.draw(on: canvas, in: area, theme: theme)
        guard !stages.isEmpty else {
            return PlotFrame.drawNothing("no layers", in: body, on: canvas, theme: theme)
        }
        let names = stages.map { Font.axis.width(of: $0.name) }.max() ?? 0
        let counts = steps.map { Font.label.width(of: text(of: $0)) }.max() ?? 0
        // Both sides are equally wide, so that the network stands in the middle.
        let side = min(max(names, counts) + 10, body.width * 0.32)
        let bars = bars(in: body.inset(right: side, left: side))
        let isShort = counts > side - 10
        for (index, step) in steps.enumerated() {
            draw(step, from: bars[index], to: bars[index + 1], body, side, isShort, on: canvas, theme: theme)
        }
        // Said once, above them, where there is no room to say it of each.
        if isShort {
            canvas.text(
                "parameters", centeredOn: Point(body.right, bars[0].center.y), .label, theme.muted, align: .end)
        }
        for (stage, bar) in zip(stages, bars) {
            canvas.fill(bar, stage.isMarked ? theme.color(1) : theme.color(0))
            let name = Font.axis.shortened(stage.name, width: side - 10)
            canvas.text(name, centeredOn: Point(body.x, bar.center.y), .axis, theme.ink)
        }
    }

    private func bars(in column: Rect) -> [Rect] {
        stages.enumerated().map { index, stage in
            let width = max(2, column.width * share(of: stage))
            let top = column.y + 4 + Double(index) * (Self.stageHeight + Self.stepHeight)
            return Rect(x: column.center.x - width / 2, y: top, width: width, height: Self.stageHeight - 8)
        }
    }

    /// A pale funnel from one bar to the next, the layers' names in it and their parameters beside it.
    private func draw(
        _ step: Step, from upper: Rect, to lower: Rect, _ body: Rect, _ side: Double, _ isShort: Bool,
        on canvas: Canvas, theme: Theme
    ) {
        let outline = [
            Point(upper.x, upper.bottom), Point(upper.right, upper.bottom), Point(lower.right, lower.y),
            Point(lower.x, lower.y),
        ]
        canvas.fill(outline, theme.color(0).with(alpha: 0.13))
        let middle = (upper.bottom + lower.y) / 2
        let name = Font.label.shortened(step.name, width: body.width - 2 * side)
        canvas.text(
            name, centeredOn: Point(upper.center.x, middle), .label, theme.ink, align: .middle,
            halo: theme.paper.with(alpha: 0.7))
        canvas.text(
            Font.label.shortened(text(of: step, isShort), width: side - 10), centeredOn: Point(body.right, middle),
            .label,
            theme.muted, align: .end)
    }

    private func text(of step: Step, _ isShort: Bool = false) -> String {
        step.parameters == 0 ? "" : NumberText.count(step.parameters) + (isShort ? "" : " parameters")
    }
}
