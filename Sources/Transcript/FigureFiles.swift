/// A drawn figure: two pictures of the same value, one for each of the page's color schemes.
public struct FigureFiles: Codable, Equatable, Sendable {
    /// The same figure, laid out anew for a narrow screen.
    public struct Narrow: Codable, Equatable, Sendable {
        public let light: String
        public let dark: String
        /// In CSS pixels.
        public let width: Int
        public let height: Int

        public init(light: String, dark: String, width: Int, height: Int) {
            self.light = light
            self.dark = dark
            self.width = width
            self.height = height
        }
    }

    /// File names inside the run's figure folder.
    public let light: String
    public let dark: String
    /// The size at which the page shows the picture, in CSS pixels; the file has `scale` times as many.
    public let width: Int
    public let height: Int
    public let scale: Int
    /// What the figure says about itself (kind, axes, series), for a reader who cannot see it.
    public let summary: String
    /// Nil where the figure is narrow enough itself.
    public let narrow: Narrow?

    public init(
        light: String, dark: String, width: Int, height: Int, scale: Int, summary: String, narrow: Narrow? = nil
    ) {
        self.light = light
        self.dark = dark
        self.width = width
        self.height = height
        self.scale = scale
        self.summary = summary
        self.narrow = narrow
    }

    /// The names of all its files.
    public var names: [String] { [light, dark] + (narrow.map { [$0.light, $0.dark] } ?? []) }
}

/// A drawn film: a figure for each frame, and one of all frames beside each other.
public struct FilmFiles: Codable, Equatable, Sendable {
    public struct Frame: Codable, Equatable, Sendable {
        /// The moment that the frame shows, such as “epoch 5”.
        public let label: String
        public let figure: FigureFiles

        public init(_ label: String, _ figure: FigureFiles) {
            self.label = label
            self.figure = figure
        }
    }

    /// In the order of time.
    public let frames: [Frame]
    /// All frames beside each other: for paper, and where no script runs.
    public let still: FigureFiles

    public init(frames: [Frame], still: FigureFiles) {
        self.frames = frames
        self.still = still
    }
}
