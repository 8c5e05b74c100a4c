import Foundation
import Notebook
import Rendering
import TestSupport
import Testing

/// The small parts that the formats are made of.
@Suite("Parts of formats") struct FormatPartsTests {
    @Test(
        "A book's own commands are written out",
        arguments: [
            ("\\R^n", "\\mathbb{R}^n"), ("\\norm{x_{1}}_2", "\\lVert x_{1} \\rVert_2"),
            ("\\norm x", "\\lVert x \\rVert"),
            ("\\Rn", "\\Rn"), ("\\short b", "\\alpha b"), ("\\shorts", "\\shorts"), ("\\two{a}{\\R}", "\\mathbb{R} a"),
            ("\\\\R", "\\\\R"), ("\\endless", "\\endless"), ("a + b", "a + b"),
        ])
    func macros(tex: String, written: String) {
        let macros = [
            "\\R": "\\mathbb{R}", "\\norm": "\\lVert #1 \\rVert", "\\short": "\\alpha", "\\two": "#2#1",
            "\\endless": "\\endless",
        ]
        #expect(TeXMacros.expanded(tex, by: macros) == written)
    }

    @Test("A macro that grows with each use has an end") func growth() {
        let tex = TeXMacros.expanded("\\a", by: ["\\a": "\\a\\a\\a\\a"])
        #expect(tex.utf8.count <= 100_000)
    }

    @Test(
        "A formula in which Markdown would see mark-up is told from others",
        arguments: [
            ("x_i + y_j", true), ("\\frac{1}{2}", true), ("\\{a\\}", false), ("\\mathcal{L}_\\theta", false),
            ("a * b", false), ("a < b", false), ("x_{i}^2", true), ("a \\\\ b", false),
        ])
    func plainFormulas(tex: String, isPlain: Bool) { #expect(MarkdownFormula.isPlain(tex) == isPlain) }

    @Test("A zip archive has its entries in order, the stored ones as they are") func archive() throws {
        var archive = ZipFile()
        archive.add("mimetype", Data("application/epub+zip".utf8), isStored: true)
        archive.add("a/b.txt", Data(String(repeating: "abc", count: 5000).utf8), isStored: false)
        archive.add("empty", Data(), isStored: false)
        let content = archive.content
        #expect(
            content.count < 600 && String(decoding: content[30..<58], as: UTF8.self) == "mimetypeapplication/epub+zip")
        let folder = try TemporaryFolder()
        let file = folder.url.appendingPathComponent("a.zip")
        try content.write(to: file)
        let entries = try ReadingTools.entries(of: file)
        #expect(entries.map(\.path) == ["mimetype", "a/b.txt", "empty"])
        #expect(entries.map(\.text.count) == [20, 15_000, 0])
    }

    @Test("Names and options of the formats are their own, and each says what it is") func names() {
        let names = OutputFormats.all.map(\.name)
        #expect(Set(names).count == names.count && OutputFormats.all.allSatisfy { !$0.summary.isEmpty })
        #expect(OutputFormats.named("epub")?.request == "--to epub" && OutputFormats.named("pdf")?.request == "--pdf")
        #expect(OutputFormats.named("docx") == nil)
    }
}
