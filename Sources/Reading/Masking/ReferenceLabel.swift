/// A label of something numbered: `fig-`, `tbl-`, `eq-` or `sec-` and a name of letters, digits, `-` and `_`.
enum ReferenceLabel {
    static let prefixes = ["fig-", "tbl-", "eq-", "sec-"]

    /// The word at the beginning of a text, as after an `@`; a hyphen or a dash at its end belongs to the sentence.
    static func word(of text: ArraySlice<Character>) -> String? {
        var word = text.prefix(while: isPart)
        while let last = word.last, last == "-" || last == "_" { word.removeLast() }
        return word.isEmpty ? nil : String(word)
    }

    static func isLabel(_ name: String) -> Bool {
        prefixes.contains { name.hasPrefix($0) && name.count > $0.count } && name.allSatisfy(isPart)
    }

    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "-" || character == "_"
    }
}
