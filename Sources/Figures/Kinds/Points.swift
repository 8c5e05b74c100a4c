/// How a figure's coordinates are checked and spoken of.
enum Points {
    /// Stops a programmer's mistake before it becomes a wrong picture.
    static func requireSameCount(_ count: Int, _ other: Int, _ what: String) {
        guard count == other else { fatalError("\(what): \(count) against \(other) values; there must be as many") }
    }

    /// A word on values that have no place on the axes.
    static func note(missing: Int, of total: Int, _ noun: String, log: Bool) -> [String] {
        guard missing > 0, missing < total else { return [] }
        let reason = log ? "not finite, or not above zero on a logarithmic axis" : "not finite"
        let (verb, subject) = missing == 1 ? ("is", "it is") : ("are", "they are")
        let part = "\(NumberText.count(missing)) of \(NumberText.count(total)) \(noun)"
        return ["\(part) \(verb) not shown: \(subject) \(reason)."]
    }

    /// A word on values that lie outside of a domain that the chapter gave.
    static func note(outside: Int, of total: Int, _ noun: String) -> [String] {
        guard outside > 0 else { return [] }
        let verb = outside == 1 ? "lies" : "lie"
        return ["\(NumberText.count(outside)) of \(NumberText.count(total)) \(noun) \(verb) outside of the axes."]
    }

    /// “loss from 0.012 to 0.4”, for a summary.
    static func range(_ name: String, _ values: some Sequence<Double>, _ axis: Axis) -> String {
        let shown = values.filter { axis.shows($0) }
        guard let low = shown.min(), let high = shown.max() else { return "\(name) without finite values" }
        let unit = axis.unit.isEmpty ? "" : " \(axis.unit)"
        if low == high { return "\(name) \(NumberText.short(low))\(unit)" }
        let scale = axis.scale == .log ? " on a logarithmic scale" : ""
        return "\(name) from \(NumberText.short(low)) to \(NumberText.short(high))\(unit)\(scale)"
    }

    /// “a, b and c”; of many names only the first few.
    static func list(_ names: [String]) -> String {
        if names.count > 12 { return names.prefix(10).joined(separator: ", ") + " and \(names.count - 10) more" }
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }

    /// The height of a plot drawn narrower or wider than it was meant to be: its data keep their proportions, while
    /// titles and axes stay as high as they are. A plot on a telephone is not flatter than the telephone is broad.
    static func height(_ height: Double, of width: Double, at actual: Double) -> Double {
        let fixed = min(110, height / 2)
        let edges = 2 * figureMargin
        let inProportion = (fixed + (height - fixed) * (actual + edges) / max(width, 1)).rounded() - edges
        return max(inProportion, min(height - edges, (0.85 * actual).rounded()), 140)
    }
}
