import Manuscript

/// What the words after a fence's opening say.
package struct FenceInfo: Equatable {
    package var language: String
    package var runs: Bool
    /// What is wrong with the words; nil where nothing is.
    package var fault: Fault?

    package struct Fault: Equatable {
        package let message: String
        package let help: String?

        package init(message: String, help: String?) {
            self.message = message
            self.help = help
        }
    }

    init(_ info: String) {
        let words = info.split(whereSeparator: \.isWhitespace).map(String.init)
        language = words.first ?? ""
        runs = false
        if info.hasPrefix("{") {
            readBraces(info)
        } else if language.lowercased() == "swift", words.count > 1 {
            runs = words == ["swift", "run"]
            if !runs { fault = Self.unknownWords(words) }
        } else if language.lowercased() != "swift" {
            fault = Self.misspelling(words.joined(separator: " "))
        }
    }

    /// `{swift}`, or what authors of other systems write there.
    private mutating func readBraces(_ info: String) {
        language = String(info.dropFirst().prefix { $0.isLetter || $0.isNumber })
        runs = language == "swift"
        if info == "{swift}" { return }
        if runs {
            fault = Fault(
                message: "options do not go on the line of the fence",
                help: "write `swift run` there, and below it a line `//| key: value` for each option")
        } else {
            fault = Fault(
                message: "a cell in \(language.isEmpty ? info : language) cannot run; cells are in Swift",
                help: "to show it, write the language without braces")
        }
    }

    /// `swiftrun` and the like would be shown and not run.
    private static func misspelling(_ words: String) -> Fault? {
        didYouMean(words, among: ["swift run", "swift"]).map {
            Fault(message: "a fence that says `\(words)` is not run", help: $0)
        }
    }

    private static func unknownWords(_ words: [String]) -> Fault {
        Fault(
            message: "a Swift fence says `swift run` or `swift`, not `\(words.joined(separator: " "))`",
            help: "code runs in a fence `swift run`, and is only shown in a fence `swift`")
    }
}
