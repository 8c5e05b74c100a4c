import Digests
import Foundation

/// Formulas that were rendered by an earlier build, in a file.
///
/// KaTeX need not even start where every formula is known. The cache is worthless to another KaTeX and to other macros,
/// so it names what it was made with.
struct MathematicsCache: Codable, Equatable {
    /// The digest of KaTeX's script and the book's macros.
    let katex: String
    private var entries: [String: RenderedFormula] = [:]

    init(katex: String) { self.katex = katex }

    /// What the file holds; nothing where there is none, or one that another KaTeX made.
    init(contentsOf file: URL, katex: String) {
        let stored = Sealed.read(file).flatMap { try? JSONDecoder().decode(Self.self, from: $0) }
        self = stored.flatMap { $0.katex == katex ? $0 : nil } ?? MathematicsCache(katex: katex)
    }

    subscript(formula: Formula) -> RenderedFormula? {
        get { entries[Self.key(formula)] }
        set { entries[Self.key(formula)] = newValue }
    }

    func write(to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Sealed.write(encoder.encode(self), to: file)
    }

    private static func key(_ formula: Formula) -> String {
        "\(formula.isDisplay ? "display" : "inline"):\(formula.tex)"
    }
}
