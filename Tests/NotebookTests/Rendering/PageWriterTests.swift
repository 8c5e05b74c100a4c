import Foundation
import Notebook
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
            "assets/book.js", "assets/theme.js", "assets/katex.css", "assets/fonts/KaTeX_Main-Regular.woff2",
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
}
