/// The book's type for figures, Inter, in CSS pixels.
public struct Font: Equatable, Hashable, Sendable {
    public enum Weight: Hashable, Sendable {
        case regular, semibold

        /// Inter's own family names for its weights.
        var family: String {
            switch self {
            case .regular: "Inter Medium"
            case .semibold: "Inter Semi Bold"
            }
        }
    }

    public let size: Double
    public let weight: Weight

    public init(_ size: Double, _ weight: Weight = .regular) {
        self.size = size
        self.weight = weight
    }

    public static let title = Font(14.5, .semibold)
    public static let heading = Font(13, .semibold)
    public static let axis = Font(12.5)
    public static let label = Font(12)
    public static let note = Font(11)

    /// The distance from baseline to baseline.
    public var lineHeight: Double { (size * 1.35).rounded() }
    /// The height of a capital or a digit; Inter's is 0.727 of the size.
    public var capHeight: Double { size * 0.727 }

    /// The width of a line of text.
    public func width(of text: String) -> Double { ScaledFont(self).line(text).advance }

    /// The text in lines no wider than `width`, broken between words; a word that is wider stands alone.
    public func wrapped(_ text: String, width: Double) -> [String] {
        var lines: [String] = []
        for word in words(of: text) {
            if let line = lines.last, self.width(of: line + " " + word) <= width {
                lines[lines.count - 1] = line + " " + word
            } else {
                lines.append(word)
            }
        }
        return lines
    }

    /// What a line may not be broken inside of: words, and equations such as σ = 0.3. A no-break space holds, too.
    func words(of text: String) -> [String] {
        var words: [String] = []
        var joins = false
        for part in text.split(whereSeparator: { $0 == " " || $0.isNewline || $0 == "\t" }) {
            let isSign = ["=", "≈", "<", ">", "≤", "≥", "×", "±", "→"].contains(part)
            if let last = words.last, joins || isSign {
                words[words.count - 1] = last + " " + part
            } else {
                words.append(String(part))
            }
            joins = isSign
        }
        return words
    }

    /// The first of some texts, from the longest to the shortest, that fits; of the last as much as does.
    public func fitting(_ texts: [String], width: Double) -> String {
        texts.first { self.width(of: $0) <= width } ?? texts.last.map { shortened($0, width: width) } ?? ""
    }

    /// The text, or as much of its beginning as fits with an ellipsis.
    public func shortened(_ text: String, width: Double) -> String {
        if self.width(of: text) <= width { return text }
        var rest = text.prefix(400)
        while !rest.isEmpty, self.width(of: rest + "…") > width { rest.removeLast() }
        return rest + "…"
    }
}
