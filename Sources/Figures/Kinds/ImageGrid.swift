import Images

/// Rows of pictures that are compared with each other: originals above their reconstructions.
///
/// All pictures are enlarged by the same whole number, so that they stay sharp on any screen. A row that is too long
/// goes on below, together with all other rows, so that pictures above each other stay above each other.
public struct ImageGrid: Figure, Equatable {
    /// Pictures beside each other.
    public struct Row: Equatable, Sendable {
        /// Stands before the row.
        public var label: String
        public let pictures: [Bitmap]
        /// A small text below each picture, such as its error; empty where there is none.
        public var texts: [String]
        /// The pictures are differences: 128 is none.
        let showsDifferences: Bool

        public init(_ label: String = "", _ pictures: [Bitmap], texts: [String] = []) {
            self.init(label, pictures, texts, showsDifferences: false)
        }

        /// Where copies have too much (the palette's first color) and where too little (its second).
        ///
        /// - Precondition: as many gray pictures as originals, each as large as its original.
        public static func differences(
            _ label: String = "", of copies: [Bitmap], from originals: [Bitmap], texts: [String] = []
        ) -> Row {
            guard copies.count == originals.count else {
                fatalError("\(copies.count) copies of \(originals.count) originals")
            }
            return Row(label, zip(copies, originals).map { $0.difference(from: $1) }, texts, showsDifferences: true)
        }

        private init(_ label: String, _ pictures: [Bitmap], _ texts: [String], showsDifferences: Bool) {
            self.label = label
            self.pictures = pictures
            self.texts = texts
            self.showsDifferences = showsDifferences
        }
    }

    /// How brightness becomes ink; it concerns gray pictures, colored ones are drawn as they are.
    public enum Tone: Equatable, Sendable {
        /// 0 is black: an MNIST digit is white on black, on a light page and on a dark one.
        case given
        /// 0 is white.
        case inverted
        /// 0 is the page's paper and 255 its ink: pictures without an edge.
        case page
    }

    public var title: String
    public var width: Double
    public let rows: [Row]
    /// A head above each column; empty where there is none.
    public var columns: [String]
    public var tone: Tone
    /// The largest enlargement.
    public var enlargement: Int
    /// Printed below the figure.
    public var note: String

    public init(
        rows: [Row], columns: [String] = [], title: String = "", tone: Tone = .page, enlargement: Int = 2,
        note: String = "", width: Double = 680
    ) {
        self.rows = rows
        self.columns = columns
        self.title = title
        self.tone = tone
        self.enlargement = min(max(enlargement, 1), 32)
        self.note = note
        self.width = width
    }

    public func height(atWidth width: Double) -> Double {
        let layout = GridLayout(self, width: width)
        return header(layout).height(width: width) + layout.height
    }

    func header(_ layout: GridLayout) -> FigureHeader {
        var notes = note.isEmpty ? [] : [note]
        if layout.hiddenColumns > 0 {
            notes.append("\(NumberText.count(layout.hiddenColumns)) more columns do not fit and are not shown.")
        }
        if layout.hiddenRows > 0 {
            notes.append("\(NumberText.count(layout.hiddenRows)) more rows do not fit and are not shown.")
        }
        return FigureHeader(title: title, notes: notes)
    }

    public var summary: String {
        let count = rows.map(\.pictures.count).max() ?? 0
        let names = rows.map(\.label).filter { !$0.isEmpty }
        let rowText = "\(rows.count) \(rows.count == 1 ? "row" : "rows") of up to \(count) pictures"
        let heads = columns.filter { !$0.isEmpty }
        return "Picture grid of \(rowText)" + (names.isEmpty ? "" : ": \(Points.list(names))")
            + (heads.isEmpty ? "" : "; columns: \(Points.list(heads))") + "."
    }
}

extension Bitmap {
    /// Half the difference of each level, added to 128: no two levels are further apart than 255.
    fileprivate func difference(from original: Bitmap) -> Bitmap {
        guard channels == .gray, original.channels == .gray, width == original.width, height == original.height else {
            fatalError(
                "a \(channels) picture of \(width) × \(height) cannot be compared with a \(original.channels) one of "
                    + "\(original.width) × \(original.height)")
        }
        let levels = zip(samples, original.samples).map { UInt8(128 + (Int($0) - Int($1)) / 2) }
        return Bitmap(width: width, height: height, channels: .gray, samples: levels)
    }
}
