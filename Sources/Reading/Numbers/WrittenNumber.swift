import Foundation

/// A number as it stands in a text.
package struct WrittenNumber: Hashable {
    /// Such as `1,083,696`, `0.0119`, `3e-4`, `20k` or `12ms`, without a sign or a per cent.
    package let text: String
    package let value: Double
    /// Digits after the point; fewer than none where the last digit stands for thousands.
    package let decimals: Int
    package let isPercent: Bool

    /// The number that a whole text is, such as that of a table's cell; nil for anything else.
    package init?(whole text: String) {
        let bare = text.trimmingBlanks.drop { "−-+".contains($0) }
        var scanner = NumberScanner(bare.letters, before: "")
        guard let found = scanner.next(), found.start == 0, found.end + (found.number.isPercent ? 1 : 0) == bare.count
        else { return nil }
        self = found.number
    }

    package init(_ text: String, _ shape: NumberShape, isPercent: Bool) {
        self.text = text
        value = shape.value
        decimals = shape.decimals
        self.isPercent = isPercent
    }

    /// Whether another number, written with as many digits as this one, would be this one. A per cent may be meant for
    /// a share, and the other way round.
    package func repeats(_ other: WrittenNumber) -> Bool {
        let isShare = isPercent || other.isPercent
        let (own, others) = isShare ? (share, other.share) : ((value, decimals), (other.value, other.decimals))
        guard others.1 >= own.1 else { return false }
        // A small whole number is near to too much.
        if decimals == 0, value < 10 { return abs(own.0 - others.0) <= 1e-9 * own.0 }
        return abs(own.0 - others.0) <= 0.5 * pow(10, Double(-own.1)) * (1 + 1e-9)
    }

    /// 0.67 for 67%, with its decimals.
    private var share: (Double, Int) { isPercent ? (value / 100, decimals + 2) : (value, decimals) }
}

/// Finds the numbers of a text, and leaves out what only looks like one: names such as `conv-32` or L1, ordinals such
/// as “chapter 3”, years, dates and versions.
package struct NumberScanner {
    package struct Finding: Equatable {
        package let number: WrittenNumber
        /// Places in the text.
        package let start: Int
        package let end: Int
    }

    private let text: [Character]
    private var position = 0
    /// The last letters of the texts before.
    private let context: [Character]
    /// Whether the number before was an ordinal, as in “chapters 2 and 3”.
    private var isAfterOrdinal = false

    init(_ text: [Character], before: String) {
        self.text = text
        context = before.letters
    }

    /// How many letters before a number tell what it is.
    package static let reach = 40

    /// The letter so many places before the position, from 1.
    private func letter(before distance: Int) -> Character? {
        if position >= distance { return text[position - distance] }
        let place = context.count - (distance - position)
        return context.indices.contains(place) ? context[place] : nil
    }

    /// The last word before the position, of the texts before too, in small letters.
    private var wordBefore: String {
        var word: [Character] = []
        for distance in 1...Self.reach {
            guard let letter = letter(before: distance) else { break }
            if letter.isLetter || letter.isNumber || letter == "," || letter == "–" {
                word.append(letter)
            } else if !word.isEmpty {
                break
            }
        }
        return String(word.reversed()).lowercased()
    }

    package mutating func next() -> Finding? {
        while position < text.count {
            guard beginsNumber else {
                position += 1
                continue
            }
            let start = position
            let isInName = isInsideName()
            let shape = NumberShape(text, at: start)
            let end = shape.end
            defer { position = end }
            let isName = isInName || isFollowedByLetters(end)
            let isOrdinal = !isName && self.isOrdinal(start..<end)
            isAfterOrdinal = isOrdinal
            guard !isName, !isOrdinal else { continue }
            let percent = Self.percents.contains { text[end...].starts(with: $0) }
            let number = WrittenNumber(String(text[start..<end]), shape, isPercent: percent)
            return Finding(number: number, start: start, end: end)
        }
        return nil
    }

    private func character(_ place: Int) -> Character? { text.indices.contains(place) ? text[place] : nil }

    private func isDigit(_ place: Int) -> Bool { character(place)?.asciiValue.map { 0x30...0x39 ~= $0 } ?? false }

    /// A digit, or a point before one that ends no word: `.5`
    private var beginsNumber: Bool {
        if isDigit(position) { return true }
        guard text[position] == ".", isDigit(position + 1) else { return false }
        return letter(before: 1).map { !$0.isLetter && !$0.isNumber && !"._)]".contains($0) } ?? true
    }

    /// `L1`, `conv-32`, `x_2`, `1.2.3`, `#5`, `10:30`
    private func isInsideName() -> Bool {
        guard let last = letter(before: 1) else { return false }
        if last.isLetter || last.isNumber || "_#§@/:".contains(last) { return true }
        let earlier = letter(before: 2)
        return "-.".contains(last) && (earlier?.isLetter == true || earlier?.isNumber == true)
    }

    /// `5th`, `3D`, `1.2.3`, `10:30`
    private func isFollowedByLetters(_ end: Int) -> Bool {
        guard let next = character(end) else { return false }
        return next.isLetter || next == "_" || (".:/".contains(next) && isDigit(end + 1))
    }

    /// Asked at the position where the number begins.
    private func isOrdinal(_ range: Range<Int>) -> Bool {
        guard let mark = letter(before: 1), mark.isWhitespace || mark == "–" else { return false }
        let last = wordBefore
        if isAfterOrdinal, ["and", "or", "to", ","].contains(last) || mark == "–" { return true }
        if Self.counted.contains(last) || Self.months.contains(last) { return true }
        let following = text[range.upperBound...].prefix(12).drop { !$0.isLetter }.prefix(while: \.isLetter)
        if following.count > 2, Self.months.contains(String(following).lowercased()) { return true }
        let isYear = range.count == 4 && !text[range].contains { ",.".contains($0) }
        return isYear && Self.beforeYears.contains(last)
    }

    private static let percents = ["%", " %", "\u{A0}%", " per cent"]

    private static let counted: Set = [
        "chapter", "chapters", "part", "parts", "figure", "figures", "table", "tables", "section", "sections",
        "equation", "equations", "page", "pages", "step", "version", "line", "lines", "level", "note", "volume", "no",
        "number", "seed", "exercise", "appendix", "swift",
    ]
    private static let months: Set = [
        "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
        "december",
    ]
    private static let beforeYears: Set = ["in", "since", "until", "around", "by"]
}
