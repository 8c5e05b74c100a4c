import Foundation
import Manuscript
import Notebook
import Running
import Testing

@Suite("What chapters are compiled with")
struct ToolkitTests {
    private let path = ProcessInfo.processInfo.environment["PATH"] ?? ""

    @Test("The toolkit stands beside the executable, and is the same the second time, from memory")
    func found() throws {
        let folder = try Handmade.folder()
        let memory = folder.appendingPathComponent("digests.json")
        let toolkit = try Toolkit(besides: BuiltProducts.executable, memory: memory)
        let again = try Toolkit(besides: BuiltProducts.executable, memory: memory)
        #expect(toolkit.digest == again.digest && toolkit.engineDigest == again.engineDigest)
        #expect(toolkit.digest != toolkit.engineDigest && toolkit.engineDigest != toolkit.dataDigest)
        #expect(toolkit.linkArguments.contains { $0.hasSuffix(".o") })
    }

    @Test("The optimizer can be left out")
    func optimizes() throws {
        let memory = try Handmade.folder().appendingPathComponent("digests.json")
        let toolkit = try Toolkit(besides: BuiltProducts.executable, memory: memory)
        let optimized = toolkit.compileArguments(isOptimized: true)
        let plain = toolkit.compileArguments(isOptimized: false)
        #expect(optimized.contains("-O") && !plain.contains("-O") && plain.contains("-Onone"))
        #expect(optimized.count == plain.count)
    }

    @Test(
        "A regular expression between slashes is one to the parser and to the compiler",
        arguments: [
            "let years = \"in 1998\".matches(of: /\\d{4}/).count", "let parts = \"a,b\".split(separator: /,/)",
            "let half = 4 / 2 / 1", "\"a/b\".contains(/a\\/b/)", "let word = #/[/(]/#", "[1, 2].map { 6 / $0 }",
        ])
    func regularExpressions(code: String) throws {
        #expect(CellErrors.all(in: read("```swift run\n\(code)\n```\n").chapter) == [])
        let folder = try Handmade.folder()
        let toolkit = try Toolkit(
            besides: BuiltProducts.executable, memory: folder.appendingPathComponent("digests.json"))
        let file = folder.appendingPathComponent("code.swift")
        try Data("_ = { \n\(code)\n }\n".utf8).write(to: file)
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments =
            ["swiftc", "-typecheck", "-module-cache-path", folder.path]
            + toolkit.compileArguments(isOptimized: false).filter {
                $0.hasPrefix("-enable") || $0.contains("-swift-version") || $0 == "5"
            } + [file.path]
        try compiler.run()
        compiler.waitUntilExit()
        #expect(compiler.terminationStatus == 0)
    }

    @Test("Without a compiler the error says what to do")
    func noCompiler() throws {
        let memory = try Handmade.folder().appendingPathComponent("digests.json")
        #expect(throws: ToolkitError.noCompiler) {
            try Toolkit(besides: BuiltProducts.executable, path: "/nonexistent:/usr", memory: memory)
        }
        #expect("\(ToolkitError.noCompiler)".contains("swiftc"))
    }

    @Test("The compiler tells its version, or nothing at all where the work was interrupted; it leaves no file behind")
    func version() throws {
        let folder = try Handmade.folder()
        let toolkit = try Toolkit(
            besides: BuiltProducts.executable, memory: folder.appendingPathComponent("digests.json"))
        let supervisor = Supervisor()
        #expect(try toolkit.toolchain.version(supervisor, in: folder).contains("Swift version"))
        supervisor.interrupt()
        #expect(throws: CommandError.interrupted) { try toolkit.toolchain.version(supervisor, in: folder) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["digests.json"])
    }

    @Test("A folder without the modules is named, with what is missing")
    func incomplete() throws {
        let folder = try Handmade.folder()
        let expected = ToolkitError.incomplete(folder: folder.path, missing: "Modules/Analysis.swiftmodule")
        #expect(throws: expected) {
            try Toolkit(
                besides: folder.appendingPathComponent("aebook"), path: path,
                memory: folder.appendingPathComponent("digests.json"))
        }
    }
}

@Suite("Chapters as they are named on the command line")
struct ChapterSelectionTests {
    private let chapters = ["01-mathematics", "02-four-architectures", "03-four-losses"].enumerated().map {
        number, name in
        Chapter(
            file: "chapters/\(name).md", name: name, number: number + 1, titleContent: [], title: name, summary: "",
            blocks: [], cells: [], inlineValues: [], steps: [], source: "")
    }

    @Test(
        "By name, number, path, and the beginning of a name",
        arguments: [
            ("02-four-architectures", 2), ("2", 2), ("02", 2), ("chapters/03-four-losses.md", 3),
            ("./chapters/03-four-losses.md", 3), ("03-four-losses.md", 3), ("01", 1), ("01-ma", 1), ("math", 1),
            ("four-l", 3),
        ])
    func selected(word: String, number: Int) throws {
        #expect(try ChapterSelection.chapter(named: word, among: chapters).number == number)
    }

    @Test("A word that means none or several is an error", arguments: ["4", "x", "", "four", "0"])
    func refused(word: String) {
        #expect(throws: ChapterSelectionError.self) { try ChapterSelection.chapter(named: word, among: chapters) }
    }
}
