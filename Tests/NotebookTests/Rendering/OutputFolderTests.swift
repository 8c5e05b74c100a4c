import Digests
import Foundation
import Notebook
import Rendering
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

    /// The list of a former build, as somebody may have changed it.
    private func list(_ paths: [String], _ text: String) throws {
        let digest = SHA256.hexadecimal(of: Array(text.utf8))
        let list = try JSONEncoder().encode(Dictionary(uniqueKeysWithValues: paths.map { ($0, [digest]) }))
        try put(String(decoding: list, as: UTF8.self), at: "out/.aebook-files.json")
    }

    private func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: url(path).path, withDestinationPath: target)
    }

    @Test func removesNothingOutsideWhateverTheListSays() throws {
        let paths = [
            "../victim", "figures/../../victim", "./../victim", url("victim").path, "linked/victim", "up/victim",
            "caught", "../elsewhere/victim", "", "..", "figures", "a\0b",
        ]
        try put("precious", at: "victim")
        try put("precious", at: "elsewhere/victim")
        try put("precious", at: "out/figures/kept")
        try link("out/linked", to: "../elsewhere")
        try link("out/up", to: "..")
        try link("out/caught", to: "../victim")
        try list(paths, "precious")
        for change in [{ try $0.write([]) }, { try $0.write([file("a.html", "a")]) }, { try $0.empty() }]
            as [(OutputFolder) throws -> Void]
        {
            try change(OutputFolder(folder: url("out")))
            #expect(text("victim") == "precious" && text("elsewhere/victim") == "precious")
            #expect(text("out/figures/kept") == "precious")
        }
    }

    @Test func writesNothingThroughALink() throws {
        try put("precious", at: "victim")
        try put("precious", at: "elsewhere/a.png")
        try link("out", to: "really-out")
        try put("", at: "really-out/mine")
        let folder = OutputFolder(folder: url("out"))
        try folder.write([file("a.html", "a"), file("figures/a.png", "b")])
        // A file of ours that became a link is written anew; a folder of ours that did is refused.
        try FileManager.default.removeItem(at: url("out/a.html"))
        try link("out/a.html", to: "../victim")
        try folder.write([file("a.html", "c"), file("figures/a.png", "b")])
        #expect(text("out/a.html") == "c" && text("victim") == "precious")
        try FileManager.default.removeItem(at: url("out/figures"))
        try link("out/figures", to: "../elsewhere")
        let error = #expect(throws: OutputError.self) {
            try folder.write([file("a.html", "c"), file("figures/a.png", "b")])
        }
        #expect(error == .leadsOut(url("out/figures/a.png")))
        // Links that lead nowhere yet, and those of a name that a build might use for a while.
        try FileManager.default.removeItem(at: url("out/figures"))
        try link("out/b.html", to: "../new")
        try link("out/.b.html.new", to: "../new")
        try link("out/.aebook-\(getpid()).new", to: "../new")
        #expect(throws: OutputError.foreignFile(url("out/b.html"))) { try folder.write([file("b.html", "b")]) }
        try FileManager.default.removeItem(at: url("out/b.html"))
        try folder.write([file("b.html", "b")])
        #expect(text("out/b.html") == "b" && !FileManager.default.fileExists(atPath: url("new").path))
        #expect(text("elsewhere/a.png") == "precious")
    }

    @Test func leavesTheOtherNamesOfAFileAlone() throws {
        let folder = OutputFolder(folder: url("out"))
        try folder.write([file("a.html", "a"), file("b.html", "b")])
        for name in ["a", "b"] {
            try FileManager.default.linkItem(at: url("out/\(name).html"), to: url("mine-\(name)"))
        }
        try folder.write([file("a.html", "c")])
        #expect(text("mine-a") == "a" && text("mine-b") == "b")
    }

    @Test(.ends) func doesNotWaitForAPipe() throws {
        let folder = OutputFolder(folder: url("out"))
        try folder.write([file("a.html", "a")])
        try FileManager.default.removeItem(at: url("out/a.html"))
        #expect(mkfifo(url("out/a.html").path, 0o600) == 0)
        try folder.write([file("a.html", "a")])
        #expect(text("out/a.html") == "a")
    }

    @Test func removesWhatKilledBuildsHaveLeft() throws {
        let folder = OutputFolder(folder: url("out"))
        try folder.write([file("a.html", "a"), file("figures/a.png", "b")])
        // No process has the first number; the second one is there.
        for name in [".aebook-4999999.new", "figures/.aebook-4999999.new", ".aebook-1.new"] {
            try put("", at: "out/\(name)")
        }
        try folder.write([file("a.html", "a"), file("figures/a.png", "b")])
        let left = try FileManager.default.subpathsOfDirectory(atPath: url("out").path).filter { $0.hasSuffix(".new") }
        #expect(left == [".aebook-1.new"])
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
