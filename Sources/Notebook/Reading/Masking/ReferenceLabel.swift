/// A label of something numbered: `fig-`, `tbl-`, `eq-` or `sec-` and a name of letters, digits, `-` and `_`.
enum ReferenceLabel {
    static let prefixes = ["fig-", "tbl-", "eq-", "sec-"]

    /// The label at the beginning of a text, as after an `@`. A capital, as in `@Fig-x` at the beginning of a sentence,
    /// means the same label; a hyphen or a dash at the end belongs to the sentence.
    static func prefix(of text: ArraySlice<Character>) -> (name: String, length: Int)? {
        var word = text.prefix(while: isPart)
        while let last = word.last, last == "-" || last == "_" { word.removeLast() }
        guard let first = word.first else { return nil }
        let name = first.lowercased() + String(word.dropFirst())
        return isLabel(name) ? (name, word.count) : nil
    }

    static func isLabel(_ name: String) -> Bool {
        prefixes.contains { name.hasPrefix($0) && name.count > $0.count } && name.allSatisfy(isPart)
    }

    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "-" || character == "_"
    }
}
