/// One piece of what a cell shows, in the order in which it was shown.
public enum CellOutput: Codable, Equatable, Sendable {
    /// What the cell printed.
    case printed(String)
    /// A value's description, as plain text.
    case text(String)
    case table(Table)
    case figure(FigureFiles)
}

/// A drawn figure: two pictures of the same value, one for each of the page's colour schemes.
public struct FigureFiles: Codable, Equatable, Sendable {
    /// File names inside the run's figure folder.
    public let light: String
    public let dark: String
    /// The size at which the page shows the picture, in CSS pixels; the file has `scale` times as many.
    public let width: Int
    public let height: Int
    public let scale: Int
    /// What the figure says about itself (kind, axes, series), for a reader who cannot see it.
    public let summary: String

    public init(light: String, dark: String, width: Int, height: Int, scale: Int, summary: String) {
        self.light = light
        self.dark = dark
        self.width = width
        self.height = height
        self.scale = scale
        self.summary = summary
    }
}
