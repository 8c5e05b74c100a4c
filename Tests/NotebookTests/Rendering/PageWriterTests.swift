import Digests
import Foundation
import Manuscript
import Notebook
import Rendering
import Testing
import Transcript

/// The whole stage, from values to a folder. `AEBOOK_SAMPLE_PAGES` names a folder to look at the pages in.
@Suite struct PageWriterTests {
    let sources = try! TemporaryFolder()
    let output = try! TemporaryFolder()

    private func write(cache: URL? = nil) throws -> [Diagnostic] {
        let sample = try SampleBook(in: sources.url)
        return try PageWriter(mathematicsCache: cache)
            .write(sample.book, runs: sample.runs, data: sample.data, to: output.url)
    }

    private func files() throws -> [String: Data] {
        let paths = FileManager.default.enumerator(atPath: output.url.path)?.compactMap { $0 as? String } ?? []
        var files: [String: Data] = [:]
        for path in paths {
            let file = output.url.appendingPathComponent(path)
            if !file.hasDirectoryPath, let data = try? Data(contentsOf: file) { files[path] = data }
        }
        return files
    }

    private func page(_ name: String) throws -> String {
        try String(contentsOf: output.url.appendingPathComponent(name), encoding: .utf8)
    }

    @Test func writesAPagePerChapterWithAllThatItNeeds() throws {
        #expect(try write() == [])
        let paths = Set(try files().keys)
        let expected: Set = [
            "index.html", "01-everything.html", "02-failing.html", "03-unbuilt.html", "assets/book.css",
            "print.html", "assets/book.js", "assets/search-index.js", "assets/theme.js", "assets/katex.css",
            "assets/fonts/KaTeX_Main-Regular.woff2",
            "figures/01-everything/latent-light.png", "figures/01-everything/latent-dark.png",
            "pictures/pictures/sketch.png",
        ]
        #expect(expected.subtracting(paths) == [])
        if let folder = ProcessInfo.processInfo.environment["AEBOOK_SAMPLE_PAGES"] {
            let sample = try SampleBook(in: sources.url)
            _ = try PageWriter().write(
                sample.book, runs: sample.runs, data: sample.data, to: URL(fileURLWithPath: folder))
        }
    }

    @Test func writesValidPagesWhoseLinksLeadSomewhere() throws {
        _ = try write()
        let files = try files()
        let pages = files.filter { $0.key.hasSuffix(".html") }.mapValues {
            PageReader(String(decoding: $0, as: UTF8.self))
        }
        #expect(pages.count == 6)
        for (name, page) in pages {
            #expect(page.problems == [], "\(name)")
            #expect(page.scripts == ["assets/theme.js", "assets/book.js"])
            for address in page.addresses where !address.hasPrefix("https://doi.org/") {
                let parts = address.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
                let target = parts[0].isEmpty ? name : parts[0]
                #expect(files[target] != nil, "\(name) names \(address)")
                // The sample's only label of another chapter has no cell there.
                guard parts.count == 2, !parts[1].hasSuffix("fig-elsewhere") else { continue }
                #expect(pages[target]?.identifiers.contains(parts[1]) == true, "\(name) names \(address)")
            }
        }
        for (name, data) in files where name.hasSuffix(".css") {
            #expect(!String(decoding: data, as: UTF8.self).contains(/url\(["']?(?:https?:)?\/\//), "\(name)")
        }
    }

    @Test func writesTheSameBytesForTheSameBook() throws {
        let cache = sources.url.appendingPathComponent("cache/mathematics.json")
        _ = try write(cache: cache)
        let first = try files()
        let firstCache = try Data(contentsOf: cache)
        _ = try write(cache: cache)
        #expect(try files() == first)
        let other = try TemporaryFolder()
        let sample = try SampleBook(in: sources.url)
        _ = try PageWriter(mathematicsCache: cache)
            .write(sample.book, runs: sample.runs, data: sample.data, to: other.url)
        #expect(
            try Data(contentsOf: other.url.appendingPathComponent("01-everything.html")) == first["01-everything.html"])
        #expect(try Data(contentsOf: cache) == firstCache)
    }

    @Test func takesFormulasFromTheCacheOfTheSameKaTeXOnly() throws {
        let cache = sources.url.appendingPathComponent("mathematics.json")
        _ = try write(cache: cache)
        let text = String(decoding: try #require(Sealed.read(cache)), as: UTF8.self)
        let changed = text.replacing("<mn>784</mn>", with: "<mn>cached</mn>")
        try Sealed.write(Data(changed.utf8), to: cache)
        _ = try write(cache: cache)
        #expect(try page("01-everything.html").contains("<mn>cached</mn>"))
        let other = changed.replacing(/"katex":"[0-9a-f]{4}/, with: "\"katex\":\"zzzz")
        try Sealed.write(Data(other.utf8), to: cache)
        _ = try write(cache: cache)
        #expect(try !page("01-everything.html").contains("<mn>cached</mn>"))
        // A change that the seal does not know of is damage.
        try Data(changed.utf8).write(to: cache)
        _ = try write(cache: cache)
        #expect(try !page("01-everything.html").contains("<mn>cached</mn>"))
    }

    @Test func showsFormulasPicturesAndLinksThatAreWrong() throws {
        let sample = try SampleBook(in: sources.url)
        func at(_ line: Int) -> Manuscript.SourceLocation { .init(file: "chapters/04-wrong.md", line: line) }
        let chapter = Chapter(
            file: "chapters/04-wrong.md", name: "04-wrong", number: 4, titleContent: [.text("Wrong")], title: "Wrong",
            summary: "",
            blocks: [
                .paragraph([.math(tex: "\\nonsense", location: at(3))]),
                .equation(tex: "x_{1", label: nil, location: at(5)),
                .paragraph([.image(source: "gone.png", alternative: "", title: "", location: at(7))]),
                .paragraph([.image(source: "https://example.org/a.png", alternative: "", title: "", location: at(8))]),
                .paragraph([.link(destination: "data:x", title: "", content: [], location: at(10))]),
            ],
            cells: [], inlineValues: [], steps: [], source: "")
        let book = Book(folder: sources.url, settings: sample.book.settings, chapters: [chapter], references: [:])
        #expect(try PageWriter().write(book, runs: [:], data: sample.data, to: output.url) == [])
        let diagnostics = try BookCheck().diagnostics(of: book, found: [])
        #expect(diagnostics.map(\.location.line) == [3, 5] && diagnostics.allSatisfy { $0.code == .badFormula })
        try #require(!diagnostics.isEmpty)
        #expect(diagnostics[0].message.contains("Undefined control sequence: \\nonsense"))
        #expect(try page("04-wrong.html").contains("<code class=\"formula refused\""))
        #expect(try !page("04-wrong.html").contains("src=\"https"))
        #expect(try !page("04-wrong.html").contains("data:x"))
    }

    @Test func removesTheChapterThatIsGoneWithItsFigures() throws {
        _ = try write()
        try Data("mine".utf8).write(to: output.url.appendingPathComponent("mine.html"))
        let sample = try SampleBook(in: sources.url)
        let book = Book(
            folder: sources.url, settings: sample.book.settings, chapters: [SampleChapters.failing],
            references: SampleChapters.references)
        _ = try PageWriter().write(book, runs: sample.runs, data: sample.data, to: output.url)
        let pages = Set(try files().keys.filter { $0.hasSuffix(".html") || $0.hasSuffix(".png") })
        #expect(pages == ["index.html", "02-failing.html", "computation.html", "print.html", "mine.html"])
        #expect(!FileManager.default.fileExists(atPath: output.url.appendingPathComponent("figures").path))
    }

    @Test func saysWhichFigureOfARunIsGone() throws {
        let sample = try SampleBook(in: sources.url)
        try FileManager.default.removeItem(at: sources.url.appendingPathComponent("figures/curve-dark.png"))
        let diagnostics = try PageWriter().write(sample.book, runs: sample.runs, data: sample.data, to: output.url)
        #expect(diagnostics.map(\.message) == ["the picture curve-dark.png that this cell drew is gone"])
        #expect(diagnostics.first?.location == SampleCells.all[2].location)
    }

    @Test func showsTeXAndSaysSoWithoutKaTeX() throws {
        let sample = try SampleBook(in: sources.url)
        _ = try PageWriter(mathematicsFolders: [], fontFolders: [])
            .write(sample.book, runs: sample.runs, data: sample.data, to: output.url)
        let diagnostics = try BookCheck(mathematicsFolders: []).diagnostics(of: sample.book, found: [])
        #expect(
            diagnostics.filter { $0.code == .missingKaTeX }.map(\.help) == [
                "install the packages libjs-katex and fonts-katex"
            ])
        #expect(try page("01-everything.html").contains("<code class=\"formula\">d = 2</code>"))
        #expect(try files().keys.allSatisfy { !$0.contains("woff") })
    }

    @Test func saysWhatAChapterLacks() throws {
        _ = try write()
        #expect(try page("03-unbuilt.html").contains("This chapter has not been built yet."))
        let failing = try page("02-failing.html")
        #expect(failing.contains("This chapter did not run to its end."))
        #expect(failing.contains("<a href=\"#cell.2\">chapters/02-failing.md:63</a>: there is no file &lt;missing&gt;"))
        #expect(failing.contains("1 cell was not run; it is marked."))
        #expect(try !page("01-everything.html").contains("class=\"banner\""))
        let cover = try page("index.html")
        #expect(cover.contains("<strong>MNIST</strong>: 60,000 training images, 10,000 test images."))
        #expect(cover.contains("<time datetime=\"2025-11-21T00:38:00Z\">21 November 2025, 00:38 UTC</time>"))
        #expect(cover.contains("not built yet") && cover.contains("did not run to its end"))
    }

    @Test func givesReadersOfTheSystemAndOfTheButtonTheSameDarkColors() throws {
        _ = try write()
        let sheet = try page("assets/book.css")
        let lists = sheet.matches(of: /color-scheme: dark;(?<colors>[^}]*)}/).map { String($0.output.colors) }
        #expect(lists.count == 2)
        #expect(lists.first == lists.last)
    }

    @Test("Every page says which language it is in, and which way it runs")
    func language() throws {
        let sample = try SampleBook(in: sources.url)
        var settings = sample.book.settings
        (settings.language, settings.isRightToLeft) = ("he", true)
        let book = Book(
            folder: sample.book.folder, settings: settings, chapters: sample.book.chapters,
            references: sample.book.references)
        var writer = PageWriter()
        writer.formats = [SingleFileFormat()]
        _ = try writer.write(book, runs: sample.runs, data: sample.data, to: output.url)
        for name in ["index.html", "01-everything.html", "computation.html", "print.html", "book.html"] {
            #expect(try page(name).contains("<html lang=\"he\" dir=\"rtl\">"))
        }
        _ = try write()
        #expect(try page("index.html").contains("<html lang=\"en\">"))
    }
}
