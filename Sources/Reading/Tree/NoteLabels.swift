/// The labels of a text's footnotes, and the numbers that Markdown's parser gives to their definitions.
///
/// It numbers the definitions in the order in which the text refers to them, and drops those that nothing refers to. So
/// paragraphs that refer to all of them, one to each, are read before the text.
struct NoteLabels: Equatable {
    /// By the label in small letters, from 1.
    private(set) var numbers: [String: Int] = [:]

    init() {}

    /// - Parameters:
    ///   - masked: the text that a tree was made of, after its ``lead(of:)``.
    ///   - root: the tree's.
    init(of masked: String, in root: MarkdownNode) {
        let labels = Self.candidates(in: masked)
        for node in root.children {
            guard let line = node.leadLine else { break }
            guard node.children.count == 1, let only = node.children.first, only.kind == .footnoteReference else {
                continue
            }
            numbers[labels[(line - 1) / 2].lowercased()] = Int(only.literal)
        }
    }

    /// The paragraphs that are to be read before a text.
    static func lead(of masked: String) -> String {
        candidates(in: masked).map { "[^\($0)]" }.joined(separator: "\n\n")
    }

    /// What lines begin with that may define footnotes, each once.
    private static func candidates(in masked: String) -> [String] {
        guard masked.contains("]:") else { return [] }
        var known: Set<String> = []
        return masked.split(separator: "\n").compactMap { line in
            label(definedBy: line.drop { $0.isWhitespace || ">-+*".contains($0) })
        }.filter { known.insert($0.lowercased()).inserted }
    }

    /// The label in `[^label]: …`.
    static func label(definedBy line: some StringProtocol) -> String? {
        guard line.hasPrefix("[^") else { return nil }
        let name = line.dropFirst(2).prefix { $0 != "]" && $0 != "[" && !$0.isWhitespace }
        guard !name.isEmpty, line[name.endIndex...].hasPrefix("]:") else { return nil }
        return String(name)
    }
}
