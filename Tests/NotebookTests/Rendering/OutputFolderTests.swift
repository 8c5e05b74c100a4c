import Foundation
import Notebook
import Testing

@Suite struct OutputFolderTests {
    let temporary = try! TemporaryFolder()

    private func file(_ path: String, _ text: String) -> OutputFile { OutputFile(path: path, content: Data(text.utf8)) }
    private func url(_ path: String) -> URL { temporary.url.appendingPathComponent(path) }
    private func text(_ path: String) -> String? { try? String(contentsOf: url(path), encoding: .utf8) }
    private func put(_ text: String, at path: String) throws {
        try FileManager.default.createDirectory(
            at: url(path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url(path))
    }

    @Test func removesWhatIsStaleAndNothingForeign() throws {
        try put("mine", at: "notes.txt")
        try put("mine", at: "figures/old/mine.png")
        let folder = OutputFolder(folder: temporary.url)
        try folder.write([
            file("a.html", "a"), file("b.html", "b"), file("figures/old/1.png", "1"), file("figures/b/2.png", "2"),
        ])
        try folder.write([file("a.html", "a2")])
        #expect(text("a.html") == "a2" && text("notes.txt") == "mine" && text("figures/old/mine.png") == "mine")
        #expect(text("b.html") == nil && text("figures/old/1.png") == nil)
        #expect(!FileManager.default.fileExists(atPath: url("figures/b").path))
        #expect(FileManager.default.fileExists(atPath: url("figures/old").path))
    }

    @Test func keepsAFormerFileThatSomebodyHasChanged() throws {
        let folder = OutputFolder(folder: temporary.url)
        try folder.write([file("b.html", "b")])
        try put("edited", at: "b.html")
        try folder.write([])
        #expect(text("b.html") == "edited")
    }

    @Test func refusesToReplaceAForeignFile() throws {
        try put("mine", at: "index.html")
        let folder = OutputFolder(folder: temporary.url)
        #expect(throws: OutputError.self) { try folder.write([file("a.html", "a"), file("index.html", "x")]) }
        #expect(text("index.html") == "mine" && text("a.html") == nil)
        // A file that is as it should be is in nobody's way.
        try folder.write([file("index.html", "mine")])
    }

    @Test func writesOnlyWhatHasChanged() throws {
        let folder = OutputFolder(folder: temporary.url)
        let files = [file("a.html", "a"), file("b.html", "b")]
        try folder.write(files)
        let old = Date(timeIntervalSince1970: 1_000_000)
        for name in ["a.html", "b.html", ".aebook-files.json"] {
            try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: url(name).path)
        }
        func isOld(_ name: String) throws -> Bool {
            try FileManager.default.attributesOfItem(atPath: url(name).path)[.modificationDate] as? Date == old
        }
        try folder.write(files)
        #expect(try isOld("a.html") && isOld("b.html") && isOld(".aebook-files.json"))
        try folder.write([files[0], file("b.html", "b2")])
        #expect(try isOld("a.html") && !isOld("b.html"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: temporary.url.path).sorted()
                == [".aebook-files.json", "a.html", "b.html"])
    }
}
