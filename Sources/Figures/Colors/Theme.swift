/// The colors of a page: figures are drawn once for each.
public struct Theme: Equatable, Sendable {
    public let name: String
    /// What everything is drawn on.
    public let paper: Color
    /// Text and what matters most.
    public let ink: Color
    /// Axis text and notes: still readable, but behind the data.
    public let muted: Color
    /// Axis lines, ticks and leaders.
    public let rule: Color
    /// Grid lines.
    public let faint: Color
    /// The colors of classes and series, in their fixed order.
    public let palette: [Color]

    private init(name: String, paper: UInt32, ink: UInt32, palette: [Color]) {
        self.name = name
        self.paper = Color(hex: paper)
        self.ink = Color(hex: ink)
        muted = self.ink.mixed(with: self.paper, 0.34)
        rule = self.ink.mixed(with: self.paper, 0.62)
        faint = self.ink.mixed(with: self.paper, 0.87)
        self.palette = palette
    }

    public static let light = Theme(name: "light", paper: 0xFFFFF8, ink: 0x111111, palette: Palette.light)
    public static let dark = Theme(name: "dark", paper: 0x151515, ink: 0xDDDDDD, palette: Palette.dark)

    /// The color of a class or series; the eleventh is the first again.
    public func color(_ index: Int) -> Color { palette[((index % palette.count) + palette.count) % palette.count] }

    /// Lines whose color comes round again are told apart by their dashes (in CSS pixels; empty is a whole line).
    static func dashes(_ index: Int) -> [Double] {
        let patterns: [[Double]] = [[], [6, 3], [2, 2.5], [8, 3, 2, 3]]
        return patterns[max(index, 0) / 10 % patterns.count]
    }

    /// A color near `color` in which small text is readable on the paper (WCAG AA, 4.5 to 1).
    public func textColor(_ color: Color) -> Color {
        let steps = stride(from: 0, through: 1, by: 0.05).lazy.map { color.mixed(with: self.ink, $0) }
        return steps.first { $0.contrast(with: self.paper) >= 4.5 } ?? ink
    }
}
