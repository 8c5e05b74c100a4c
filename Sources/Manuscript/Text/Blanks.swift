extension Character {
    /// A space or a tab.
    package var isBlank: Bool { self == " " || self == "\t" }
}

extension StringProtocol {
    /// Without spaces, tabs and line ends at both ends.
    package var trimmingBlanks: String {
        let start = firstIndex { !$0.isBlank && !$0.isNewline } ?? endIndex
        let end = self[start...].lastIndex { !$0.isBlank && !$0.isNewline }.map(index(after:)) ?? start
        return String(self[start..<end])
    }
}
