/// Where the axes of a plot stand and how values become places.
struct PlotFrame {
    /// The area of the data.
    let plot: Rect
    let x: AxisScale
    let y: AxisScale
    let xTicks: [Tick]
    let yTicks: [Tick]

    private static let tickLength = 4.0
    private static let labelGap = 4.0
    private static let font = Font.axis

    /// Axes inside `area`, with room for their labels.
    ///
    /// - Parameter rightMargin: what else needs room beside the plot: labels at the ends of lines.
    init(in area: Rect, x: AxisScale, y: AxisScale, rightMargin: Double = 0) {
        let bottom =
            Self.tickLength + Self.labelGap + Self.font.lineHeight
            + (x.axis.label.isEmpty ? 0 : Self.font.lineHeight + 4)
        let top = y.axis.label.isEmpty ? Self.font.lineHeight / 2 : Self.font.lineHeight + 13
        let upright = area.inset(top: top, bottom: bottom)
        yTicks = y.ticks(about: max(2, Int(upright.height / 52)))
        let labelWidth = yTicks.map { Self.font.width(of: $0.label) }.max() ?? 0
        let left = yTicks.isEmpty ? 0 : labelWidth.rounded(.up) + Self.tickLength + Self.labelGap
        let ticks = Self.xTicks(x, width: upright.width - left - rightMargin)
        let overhang = ticks.last.map { Self.font.width(of: $0.label) / 2 } ?? 0
        plot = upright.inset(right: max(rightMargin, overhang, 4), left: left)
        self.x = x
        self.y = y
        xTicks = ticks
    }

    /// As many ticks as fit with room between their labels.
    private static func xTicks(_ scale: AxisScale, width: Double) -> [Tick] {
        for count in stride(from: max(2, Int(width / 70)), through: 2, by: -1) {
            let ticks = scale.ticks(about: count)
            let labels = ticks.map { (center: scale.position(of: $0.value) * width, width: font.width(of: $0.label)) }
            let isFree = zip(labels, labels.dropFirst()).allSatisfy { left, right in
                right.center - left.center >= (left.width + right.width) / 2 + 12
            }
            if isFree { return ticks }
        }
        return []
    }

    // MARK: places

    func x(_ value: Double) -> Double { plot.x + x.position(of: value) * plot.width }
    func y(_ value: Double) -> Double { plot.bottom - y.position(of: value) * plot.height }
    func point(_ xValue: Double, _ yValue: Double) -> Point { Point(x(xValue), y(yValue)) }

    // MARK: drawing

    /// Light lines at the ticks of y, to be drawn before the data.
    func drawGrid(on canvas: Canvas, theme: Theme) {
        for tick in yTicks {
            let place = y(tick.value)
            canvas.hairline(from: Point(plot.x, place), to: Point(plot.right, place), theme.faint)
        }
    }

    /// Light lines at the ticks of x, for figures that are read from side to side.
    func drawUprightGrid(on canvas: Canvas, theme: Theme) {
        for tick in xTicks {
            let place = x(tick.value)
            canvas.hairline(from: Point(place, plot.y), to: Point(place, plot.bottom), theme.faint)
        }
    }

    func drawXAxis(on canvas: Canvas, theme: Theme, line: Bool = true) {
        if line {
            canvas.hairline(from: Point(plot.x, plot.bottom), to: Point(plot.right, plot.bottom), theme.rule)
        }
        let labelTop = plot.bottom + Self.tickLength + Self.labelGap
        for tick in xTicks {
            let place = x(tick.value)
            let end = Point(place, plot.bottom + Self.tickLength)
            canvas.hairline(from: Point(place, plot.bottom), to: end, theme.rule)
            let baseline = Point(place, labelTop + Self.font.capHeight + 1)
            canvas.text(tick.label, at: baseline, Self.font, theme.muted, align: .middle)
        }
        let title = Self.font.shortened(x.axis.label, width: plot.width)
        let baseline = Point(plot.center.x, labelTop + Self.font.lineHeight + 4 + Self.font.capHeight + 1)
        canvas.text(title, at: baseline, Self.font, theme.ink, align: .middle)
    }

    /// The title of y lies above the axis, where it is read without turning the head.
    func drawYAxis(on canvas: Canvas, theme: Theme, line: Bool = false) {
        if line { canvas.hairline(from: Point(plot.x, plot.y), to: Point(plot.x, plot.bottom), theme.rule) }
        var left = plot.x
        for tick in yTicks {
            let place = y(tick.value)
            let start = plot.x - Self.tickLength
            if line { canvas.hairline(from: Point(start, place), to: Point(plot.x, place), theme.rule) }
            let anchor = Point(start - Self.labelGap, place)
            canvas.text(tick.label, centeredOn: anchor, Self.font, theme.muted, align: .end)
            left = min(left, anchor.x - Self.font.width(of: tick.label))
        }
        let title = Self.font.shortened(y.axis.label, width: plot.right - left)
        canvas.text(title, at: Point(left, plot.y - 14), Self.font, theme.ink)
    }

    /// What stands in the plot when there is nothing to show.
    static func drawNothing(_ text: String, in area: Rect, on canvas: Canvas, theme: Theme) {
        let line = Font.axis.shortened(text, width: area.width)
        canvas.text(line, centeredOn: area.center, .axis, theme.muted, align: .middle)
    }
}
