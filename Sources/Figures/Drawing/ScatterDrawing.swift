import Foundation

extension Scatter {
    public func draw(on canvas: Canvas, in area: Rect, theme: Theme) {
        let shown = self.shown
        let body = header.draw(on: canvas, in: area, theme: theme)
        let frame = PlotFrame(in: body, x: scales.x, y: scales.y)
        frame.drawXAxis(on: canvas, theme: theme)
        frame.drawYAxis(on: canvas, theme: theme, line: true)
        guard !shown.isEmpty else {
            return PlotFrame.drawNothing(
                x.isEmpty ? "no points" : "no finite values", in: frame.plot, on: canvas, theme: theme)
        }
        // Half a dot of room, so that a point on the edge of a given domain is not cut.
        let radius = Self.radius(count: shown.count) * Self.reduction(frame)
        let plot = frame.plot.inset(top: -radius, right: -radius, bottom: -radius, left: -radius)
        canvas.clipped(to: plot) { drawPoints(shown, radius, frame, on: canvas, theme: theme) }
        if labels { drawLabels(shown, frame, on: canvas, theme: theme) }
        frame.draw(annotations, on: canvas, theme: theme)
    }

    private var header: FigureHeader {
        var header = FigureHeader(title: title, notes: notes)
        header.legend.entries = legendEntries
        return header
    }

    /// Many points are small, so that they hide less of each other.
    private static func radius(count: Int) -> Double { min(max(16 / pow(Double(count), 0.25), 1.3), 3.6) }

    /// Panels are drawn with finer dots and letters than a figure of the page's width.
    private static func reduction(_ frame: PlotFrame) -> Double {
        min(max((frame.plot.width * frame.plot.height / 2e5).squareRoot(), 0.5), 1)
    }

    /// And clearer, so that crowds show as darker places.
    private static func alpha(count: Int) -> Double { min(max(2.25 - 0.18 * log(Double(count)), 0.18), 0.9) }

    private func drawPoints(_ shown: [Int], _ radius: Double, _ frame: PlotFrame, on canvas: Canvas, theme: Theme) {
        let alpha = Self.alpha(count: shown.count)
        var order = shown
        // The data's order would draw the last class over all others.
        var shuffle = DrawingOrder()
        order.shuffle(using: &shuffle)
        for index in order where frame.x.contains(x[index]) && frame.y.contains(y[index]) {
            let color = theme.color(classes.isEmpty ? 0 : classes[index]).with(alpha: alpha)
            canvas.dot(at: frame.point(x[index], y[index]), radius: radius, color)
        }
    }

    // MARK: class labels

    private func drawLabels(_ shown: [Int], _ frame: PlotFrame, on canvas: Canvas, theme: Theme) {
        let reduction = max(Self.reduction(frame), 0.7)
        let font = Font((names.contains { $0.count > 2 } ? 13 : 17) * reduction, .semibold)
        let members = Dictionary(grouping: shown, by: { classes.isEmpty ? 0 : classes[$0] })
        let groups = classes.isEmpty ? [] : members.keys.sorted()
        let wishes = groups.map { group -> Point in
            let points = members[group] ?? []
            return frame.point(Self.median(points.map { x[$0] }), Self.median(points.map { y[$0] }))
        }
        let sizes = groups.map { Size(font.width(of: name($0)) + 8, font.capHeight + 8) }
        let reach = 28 * reduction
        let places = LabelCloud.places(wishes, sizes: sizes, within: frame.plot, reach: reach)
        // In a crowd smaller than its labels they would name what they do not stand on.
        let strayed = zip(wishes, places).count { $0.distance(to: $1) > reach / 2 }
        guard 2 * strayed <= groups.count else { return }
        for (group, place) in zip(groups, places) {
            let color = theme.color(group).mixed(with: theme.ink, 0.6)
            canvas.text(name(group), centeredOn: place, font, color, align: .middle, halo: theme.paper.with(alpha: 0.9))
        }
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }
}

/// The fixed order in which points are drawn: a linear congruential generator whose high half is used.
///
/// Source of the multiplier: Steele and Vigna, "Computationally easy, spectrally good multipliers for congruential
/// pseudorandom number generators", 2022.
private struct DrawingOrder: RandomNumberGenerator {
    private var state: UInt64 = 0x5DEE_CE66

    mutating func next() -> UInt64 { step() << 32 | step() }

    private mutating func step() -> UInt64 {
        state = state &* 0xD134_2543_DE82_EF95 &+ 1
        return state >> 32
    }
}
