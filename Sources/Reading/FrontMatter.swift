import Manuscript

/// The YAML between two `---` lines at the beginning of a chapter.
struct FrontMatter: Equatable {
    var title: YAMLNode?
    var summary = ""
    var constants: Set<Double> = []
    var diagnostics: [Diagnostic] = []
    /// The chapter's text with blank lines in the place of the front matter, so that every line keeps its number.
    var body: String

    init(of text: String, file: String) {
        body = text
        guard text.hasPrefix("---") else { return }
        let lines = text.linesOfText
        guard let first = lines.first, first.trimmingBlanks == "---", first.hasPrefix("---") else { return }
        guard let end = lines.dropFirst().firstIndex(where: { ["---", "..."].contains($0.trimmingBlanks) }) else {
            let location = SourceLocation(file: file, line: 1)
            let message = "the front matter has no end"
            diagnostics = [Diagnostic(code: .badYAML, at: location, message, help: "close it with a line `---`")]
            return
        }
        body = (lines[...end].map { _ in "" } + lines[(end + 1)...]).joined(separator: "\n")
        read(lines[1..<end].joined(separator: "\n"), file: file)
    }

    private mutating func read(_ yaml: String, file: String) {
        var settings = YAMLSettings(file: file, linesBefore: 1)
        if let root = settings.root(of: yaml) {
            for (key, value) in settings.entries(of: root, keys: ["title", "description", "constants"]) {
                if key == "constants" { constants = Constants.read(value, &settings) }
                guard key != "constants", let text = settings.text(value, of: key) else { continue }
                if key == "title" { title = value } else { summary = text }
            }
        }
        diagnostics = settings.diagnostics
    }
}
