import Markup

/// Numbers of one column, filled up at the right with invisible digits so that their decimal points stand in line.
struct DecimalColumn {
    let texts: [String]

    var cells: [HTML] {
        // With their points.
        let fractions = texts.map(Self.fraction)
        let longest = fractions.compactMap { $0?.count }.max() ?? 0
        return zip(texts, fractions).map { text, fraction in
            guard let fraction, fraction.count < longest else { return "\(text)" }
            let zeros = String(repeating: "0", count: longest - max(fraction.count, 1))
            let padding = fraction.isEmpty ? ".\(zeros)" : zeros
            return "\(text)<span class=\"padding\" aria-hidden=\"true\">\(padding)</span>"
        }
    }

    /// The point and what follows it; empty for a whole number, nil for what is no plain decimal number.
    private static func fraction(_ text: String) -> Substring? {
        guard let match = text.wholeMatch(of: number) else { return nil }
        return match.output.1 ?? ""
    }

    /// Made once: to make a pattern costs more than to match it.
    private nonisolated(unsafe) static let number = /[+\-−]?[0-9][0-9,]*(\.[0-9]+)?/
}
