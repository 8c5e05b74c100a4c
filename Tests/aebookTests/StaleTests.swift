import Foundation
import Running
import Testing

/// Every ingredient of the keys is changed alone, in one book after the other; exactly the trainings and chapters that
/// it could change are run again.
@Suite("Never stale", .serialized)
struct StaleTests {
    /// What a build did: the chapters that ran, `02-own 1 of 3 cells` where a part of one did, and the trainings.
    private struct Work: Equatable, CustomStringConvertible {
        var chapters: Set<String> = []
        var trainings: Set<String> = []

        init(_ chapters: Set<String> = [], _ trainings: Set<String> = []) {
            (self.chapters, self.trainings) = (chapters, trainings)
        }

        init(_ output: String) {
            for line in output.split(separator: "\n") {
                let words = line.split(separator: ": ").map(String.init)
                if words.count > 1, let ran = words[1].firstMatch(of: /^ran( .* cells?)? in/) {
                    chapters.insert(words[0] + (ran.1 ?? ""))
                }
                if words.count > 2, words[2].hasPrefix("loss"), !line.hasSuffix("from the store") {
                    trainings.insert(words[1])
                }
            }
        }

        var description: String { "ran \(chapters.sorted()), trained \(trainings.sorted())" }
    }

    private let book: SmallBook

    init() throws {
        book = try SmallBook(["01-plain": Self.plain, "02-own": Self.own, "03-figure": Self.figure])
        try Data("title: A small book\nchapters: [01-plain, 02-own, 03-figure]\n".utf8).write(to: settings)
        try FileManager.default.createDirectory(
            at: book.folder.appendingPathComponent("Sources"), withIntermediateDirectories: true)
        try Data("struct Quoted { let a = 1 }\n".utf8).write(to: quoted)
    }

    private var settings: URL { book.folder.appendingPathComponent("chapters/book.yml") }
    private var quoted: URL { book.folder.appendingPathComponent("Sources/Quoted.swift") }

    /// Two of the engine's models.
    private static let plain = """
        # Plain

        Some prose.

        ```swift run
        //| echo: true
        let digits = try openDigits()
        let plan = TrainingPlan(images: 128, epochs: 2, batchSize: 64, seed: 1)
        let done = try train([
            Experiment("vanilla", plan) { VanillaAutoencoder(latent: 2, using: &$0) },
            Experiment("noisy", plan) { DenoisingAutoencoder(latent: 2, noiseStd: 0.3, using: &$0) },
        ], on: digits)
        ```

        It is `{swift} done["vanilla"].finalLoss`.
        """

    /// A model that the chapter declares, and one that holds a function.
    private static let own = """
        # Own

        ```swift run
        var scales: [Float] = [1]
        scales.append(2)
        \(SmallBook.ownModel(times: "scales[1]"))
        ```

        ```swift run
        let digits = try openDigits()
        let plan = TrainingPlan(images: 64, epochs: 1, batchSize: 64, seed: 1)
        let own = try train(Experiment("own", plan) { Own(using: &$0) }, on: digits)
        ```

        ```swift run
        func beside() -> Int { 1 }
        "shown \\(beside())"
        ```
        """

    private static let figure = """
        # Figure

        ```swift run
        //| label: fig-a
        //| fig-cap: "A caption."
        //| fig-alt: "Three points."
        Lines([.init("a", y: [1, 2, 3])], xAxis: .init("x"))
        ```

        ```swift
        //| include: Sources/Quoted.swift
        ```
        """

    private func build(_ words: String...) throws -> Work {
        let run = try CommandRun(list: ["build"] + words, in: book.folder, environment: book.environment)
        #expect(run.code == 0, "\(run.errors)")
        return Work(run.output)
    }

    private func change(_ chapter: String, _ old: String, _ new: String) throws {
        let file = book.folder.appendingPathComponent("chapters/\(chapter).md")
        let text = try String(contentsOf: file, encoding: .utf8)
        try #require(text.contains(old))
        try Data(text.replacingOccurrences(of: old, with: new).utf8).write(to: file)
    }

    @Test("Of the chapters' text, each change has its own work and no other")
    func text() throws {
        defer { book.remove() }
        #expect(try build() == Work(["01-plain", "02-own", "03-figure"], ["vanilla", "noisy", "own"]))
        let changes: [(String, String, String, Work)] = [
            // What must not matter.
            ("01-plain", "Some prose.", "Other prose,\n\nand more lines of it.", Work()),
            ("01-plain", "//| echo: true", "//| echo: false\n//| code-fold: true", Work()),
            ("03-figure", "A caption.", "Another caption.", Work()),
            // What must.
            ("01-plain", "latent: 2, using", "latent: 3, using", Work(["01-plain"], ["vanilla"])),
            ("01-plain", "noiseStd: 0.3", "noiseStd: 0.25", Work(["01-plain"], ["noisy"])),
            ("01-plain", "seed: 1", "seed: 2", Work(["01-plain"], ["vanilla", "noisy"])),
            ("01-plain", "epochs: 2", "epochs: 1", Work(["01-plain"], ["vanilla", "noisy"])),
            ("02-own", "append(2)", "append(3)", Work(["02-own 2 of 3 cells"], ["own"])),
            ("02-own", "shown", "seen", Work(["02-own 1 of 3 cells"])),
            ("02-own", "Int { 1 }", "Int { 2 }", Work(["02-own 1 of 3 cells"])),
            ("03-figure", "[1, 2, 3]", "[3, 2, 1]", Work(["03-figure"])),
            // And back, to what is still there.
            ("01-plain", "epochs: 1", "epochs: 2", Work()),
        ]
        for (chapter, old, new, work) in changes {
            try change(chapter, old, new)
            #expect(try build() == work, "\(old) → \(new)")
        }
        #expect(try build() == Work())
    }

    @Test("Beside the text: data, engine, threads, order and quoted sources")
    func surroundings() throws {
        defer { book.remove() }
        let everything = Work(["01-plain", "02-own", "03-figure"], ["vanilla", "noisy", "own"])
        #expect(try build() == everything)
        #expect(try build("--threads", "1") == Work())

        try Data("title: A small book\nchapters: [02-own, 03-figure, 01-plain]\n".utf8).write(to: settings)
        #expect(try build() == Work())

        try Data("struct Quoted { let b = 2 }\n".utf8).write(to: quoted)
        #expect(try build() == Work())
        let page = try String(contentsOf: book.folder.appendingPathComponent("output/03-figure.html"), encoding: .utf8)
        #expect(page.contains("Quoted") && !page.contains(">a</") && page.contains("2"))

        // One pixel of the last training image.
        let images = book.data.appendingPathComponent("train-images-idx3-ubyte")
        var bytes = try Data(contentsOf: images)
        bytes[bytes.count - 1] ^= 1
        try bytes.write(to: images)
        #expect(try build() == everything)
    }

    @Test(
        "Another engine's object code, in an installation of its own, brings everything again; another drawing only chapters"
    )
    func objectCode() throws {
        defer { book.remove() }
        let tool = try Installation(in: book.folder.appendingPathComponent("tool"))
        func build() throws -> Work {
            let run = try CommandRun(
                list: ["build"], in: book.folder, environment: book.environment, executable: tool.executable)
            #expect(run.code == 0, "\(run.errors)")
            return Work(run.output)
        }
        let chapters: Set = ["01-plain", "02-own", "03-figure"]
        #expect(try build() == Work(chapters, ["vanilla", "noisy", "own"]))
        try tool.touch("Figures")
        #expect(try build() == Work(chapters))
        try tool.touch("Analysis")
        #expect(try build() == Work(chapters, ["own"]))
        try tool.touch("Analysis", inPlace: true)
        #expect(try build() == Work(chapters, ["own"]))
        try tool.touch("Networks")
        #expect(try build() == Work(chapters, ["vanilla", "noisy", "own"]))
        #expect(try build() == Work())
    }
}

/// A copy of the tool and of what it compiles chapters with, whose object code a test may change.
private struct Installation {
    let executable: URL
    private let folder: URL

    init(in folder: URL) throws {
        self.folder = folder
        executable = folder.appendingPathComponent("aebook")
        let built = BuiltProducts.executable.resolvingSymlinksInPath().deletingLastPathComponent()
        let files = FileManager.default
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        let modules = [
            "Analysis", "Datasets", "Digests", "Figures", "Images", "Networks", "Tensors", "Training", "Transcript",
            "Workbench", "CFileWatch", "CPNGEncoder",
        ]
        for name in ["aebook", "Modules"] + modules.map({ "\($0).build" }) {
            try files.copyItem(at: built.appendingPathComponent(name), to: folder.appendingPathComponent(name))
        }
        let package = URL(fileURLWithPath: #filePath).pathComponents.prefix { $0 != "Tests" }.joined(separator: "/")
        let sources = URL(fileURLWithPath: package).appendingPathComponent("Sources")
        let maps = folder.appendingPathComponent("CModules")
        try files.createDirectory(at: maps, withIntermediateDirectories: true)
        for name in try files.contentsOfDirectory(atPath: sources.path) where name.hasPrefix("C") {
            try files.copyItem(at: sources.appendingPathComponent(name), to: maps.appendingPathComponent(name))
        }
    }

    /// Changes a module's object code in a byte that no program executes.
    /// - Parameter inPlace: in the byte that was added by the last call, with the size and the time as they were.
    func touch(_ module: String, inPlace: Bool = false) throws {
        let build = folder.appendingPathComponent("\(module).build")
        let name = try #require(
            FileManager.default.contentsOfDirectory(atPath: build.path).filter { $0.hasSuffix(".swift.o") }.min())
        let file = build.appendingPathComponent(name)
        if inPlace {
            var status = stat()
            #expect(stat(file.path, &status) == 0)
            let handle = try FileHandle(forWritingTo: file)
            try handle.seek(toOffset: handle.seekToEnd() - 1)
            try handle.write(contentsOf: [1])
            try handle.close()
            #expect(utimensat(AT_FDCWD, file.path, [status.st_atim, status.st_mtim], 0) == 0)
            return
        }
        var bytes = try Data(contentsOf: file)
        bytes.append(0)
        try bytes.write(to: file)
    }
}
