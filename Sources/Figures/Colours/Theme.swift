/// The colours of a page: figures are drawn once for each.
public struct Theme: Equatable, Sendable {
    public let name: String
    /// What everything is drawn on.
    public let paper: Colour
    /// Text and what matters most.
    public let ink: Colour
    /// Axis text and notes: still readable, but behind the data.
    public let muted: Colour
    /// Axis lines, ticks and leaders.
    public let rule: Colour
    /// Grid lines.
    public let faint: Colour
    /// The colours of classes and series, in their fixed order.
    public let palette: [Colour]

    private init(name: String, paper: UInt32, ink: UInt32, palette: [Colour]) {
        self.name = name
        self.paper = Colour(hex: paper)
        self.ink = Colour(hex: ink)
        muted = self.ink.mixed(with: self.paper, 0.34)
        rule = self.ink.mixed(with: self.paper, 0.62)
        faint = self.ink.mixed(with: self.paper, 0.87)
        self.palette = palette
    }

    public static let light = Theme(name: "light", paper: 0xFFFFF8, ink: 0x111111, palette: Palette.light)
    public static let dark = Theme(name: "dark", paper: 0x151515, ink: 0xDDDDDD, palette: Palette.dark)

    /// The colour of a class or series; the eleventh is the first again.
    public func colour(_ index: Int) -> Colour { palette[((index % palette.count) + palette.count) % palette.count] }

    /// Lines whose colour comes round again are told apart by their dashes (in CSS pixels; empty is a whole line).
    static func dashes(_ index: Int) -> [Double] {
        let patterns: [[Double]] = [[], [6, 3], [2, 2.5], [8, 3, 2, 3]]
        return patterns[max(index, 0) / 10 % patterns.count]
    }

    /// A colour near `colour` in which small text is readable on the paper (WCAG AA, 4.5 to 1).
    public func textColour(_ colour: Colour) -> Colour {
        let steps = stride(from: 0, through: 1, by: 0.05).lazy.map { colour.mixed(with: self.ink, $0) }
        return steps.first { $0.contrast(with: self.paper) >= 4.5 } ?? ink
    }
}
