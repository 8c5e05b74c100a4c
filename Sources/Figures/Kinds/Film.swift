/// A figure that changes: one frame for each of a few moments, such as the codes after some epochs of a training.
///
/// A page shows one frame at a time, with a slider and a button that plays them. On paper, and drawn as a figure, a film
/// is its frames beside each other.
public struct Film: Figure {
    /// What a film shows at one moment.
    public struct Frame: Sendable {
        /// The moment: “epoch 5”.
        public let label: String
        public let figure: any Figure

        public init(_ label: String, _ figure: any Figure) {
            self.label = label
            self.figure = figure
        }
    }

    public var title: String
    public var width: Double
    /// In the order of time. Frames of one kind have the same axes, so that what moves is the data.
    public let frames: [Frame]
    /// How many frames stand beside each other on paper.
    public var columns: Int
    /// Printed below the frames on paper.
    public var note: String

    public init(_ frames: [Frame], columns: Int = 4, title: String = "", note: String = "", width: Double = 680) {
        let figures = SharedAxes.sharing(frames.map(\.figure))
        self.frames = zip(frames, figures).map { Frame($0.label, $1) }
        self.columns = min(max(columns, 1), 8)
        self.title = title
        self.note = note
        self.width = width
    }

    /// The frames beside each other, under one legend.
    public var still: SmallMultiples {
        var still = SmallMultiples(
            frames.map { $0.figure.panel($0.label) }, columns: min(columns, max(frames.count, 1)), title: title,
            note: note, width: width)
        still.legend.entries = (frames.last?.figure as? Scatter)?.legendEntries ?? []
        return still
    }

    public func height(atWidth width: Double) -> Double { still.height(atWidth: width) }

    public func draw(on canvas: Canvas, in area: Rect, theme: Theme) { still.draw(on: canvas, in: area, theme: theme) }

    public var summary: String {
        guard let last = frames.last else { return "Film without frames." }
        let labels = Points.list(frames.map(\.label))
        let count = frames.count == 1 ? "one frame" : "\(frames.count) frames"
        return "Film of \(count) (\(labels)); the last one: \(last.figure.summary)"
    }
}
