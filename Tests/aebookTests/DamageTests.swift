import Foundation
import Glibc
import Testing

@Suite("A store that was damaged, or is shared", .serialized)
struct DamageTests {
    /// Each kind of file that the cache holds, by the end of its path.
    static let kinds = [
        "record.json", "parameters.safetensors", "run.json", ".png", "/chapter", "digests.sealed", "formulas.sealed",
        "SHA256SUMS", "code.sealed",
    ]

    static let chapter =
        SmallBook.training(epochs: 2) + """


            ```swift run
            //| label: fig-a
            //| fig-cap: "A figure."
            //| fig-alt: "Three points."
            Lines([.init("a", y: [1, 2, 3])], xAxis: .init("x"))
            ```

            And $a + b$.
            """

    static let ways: [(String, @Sendable (Data) -> Data?)] = [
        ("cut off", { $0.prefix($0.count / 2) }), ("empty", { _ in Data() }),
        (
            "altered",
            { data in
                var data = data
                if !data.isEmpty { data[data.count / 2] ^= 0x10 }
                return data
            }
        ), ("gone", { _ in nil }),
    ]

    private func build(_ book: SmallBook) throws -> CommandRun {
        let run = try CommandRun("build", in: book.folder, environment: book.environment)
        #expect(run.code == 0, "\(run.errors)")
        return run
    }

    static func files(_ book: SmallBook, ending end: String) throws -> [URL] {
        let cache = book.folder.appendingPathComponent(".aebook")
        return try FileManager.default.subpathsOfDirectory(atPath: cache.path)
            .filter { ("/" + $0).hasSuffix(end) && !$0.hasPrefix("modules") }.map { cache.appendingPathComponent($0) }
    }

    @Test("A file that is cut off, emptied, altered or gone is noticed, and made again")
    func damaged() throws {
        let book = try SmallBook(["01-training": Self.chapter])
        defer { book.remove() }
        _ = try build(book)
        let whole = try book.finished()
        for (number, kind) in Self.kinds.enumerated() {
            // One way for each kind, and another one in turn: every build costs a compiler.
            let (way, damage) = Self.ways[number % Self.ways.count]
            for file in try Self.files(book, ending: kind) { try Self.replace(file, damage(Data(contentsOf: file))) }
            try #require(try way == "gone" || !Self.files(book, ending: kind).isEmpty, "no \(kind)")
            // The run goes too, so that the store and the program are looked at.
            if !["run.json", ".png", ".sealed"].contains(where: kind.hasSuffix) {
                try FileManager.default.removeItem(at: book.folder.appendingPathComponent(".aebook/runs"))
            }
            _ = try build(book)
            try expectSame(book, whole, "\(kind), \(way)")
        }
    }

    @Test("All at once, cut off at random places: still the same book")
    func everything() throws {
        let book = try SmallBook(["01-training": Self.chapter])
        defer { book.remove() }
        _ = try build(book)
        let whole = try book.finished()
        var chance = SystemRandomNumberGenerator()
        for file in try Self.files(book, ending: "") {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue else {
                continue
            }
            let data = try Data(contentsOf: file)
            try Self.replace(file, data.prefix(Int.random(in: 0...max(0, data.count - 1), using: &chance)))
        }
        let again = try build(book)
        #expect(again.errors.contains("tiny is trained again: "), "\(again.errors)")
        try expectSame(book, whole, "everything")
    }

    @Test("What the compiler keeps of the C modules may be damaged: the next build makes it anew")
    func modules() throws {
        let book = try SmallBook(["01-a": "# A\n\n```swift run\nprint(1)\n```\n"])
        defer { book.remove() }
        _ = try build(book)
        let ways: [(String, @Sendable (Data) -> Data)] = [
            ("cut off", { $0.prefix($0.count / 2) }), ("empty", { _ in Data() }),
            ("other bytes", { Data($0.map { $0 ^ 0x5A }) }),
        ]
        for (number, (way, damage)) in ways.enumerated() {
            let kept = book.folder.appendingPathComponent(".aebook/modules")
            let files = try FileManager.default.subpathsOfDirectory(atPath: kept.path).filter { $0.hasSuffix(".pcm") }
            #expect(files.count > 3)
            for file in files.map({ kept.appendingPathComponent($0) }) {
                try damage(Data(contentsOf: file)).write(to: file)
            }
            try book.write("# A\n\n```swift run\nprint(\(number + 2))\n```\n", to: "01-a")
            #expect(try build(book).output.contains("ran 1 chapter"), "\(way)")
        }
    }

    @Test("A book that was moved keeps its trainings, and compiles what has changed")
    func moved() throws {
        var book = try SmallBook(["01-training": Self.chapter])
        defer { book.remove() }
        _ = try build(book)
        let place = book.folder.deletingLastPathComponent().appendingPathComponent("moved-\(UUID().uuidString)")
        try FileManager.default.moveItem(at: book.folder, to: place)
        book = SmallBook(at: place)
        try book.write(Self.chapter.replacing("[1, 2, 3]", with: "[1, 2, 4]"), to: "01-training")
        let run = try build(book)
        #expect(run.output.contains("ran 1 of 2 cells"), "\(run)")
        #expect(run.errors.isEmpty, "\(run.errors)")
    }

    @Test("Two builds at once share a store, and two of different books at once do not meet")
    func together() throws {
        let book = try SmallBook(["01-training": Self.chapter, "02-more": SmallBook.training(latent: 3, epochs: 3)])
        defer { book.remove() }
        let builds = try (0..<3).map { _ in try Started(book) }
        for build in builds { #expect(build.wait() == 0) }
        let whole = try book.finished()
        #expect(whole.count > 5)
        let alone = try CommandRun("build", in: book.folder, environment: book.environment)
        #expect(alone.output.contains("01-training: unchanged") && alone.output.contains("02-more: unchanged"))
        try expectSame(book, whole, "together")
        let left = try FileManager.default.contentsOfDirectory(
            atPath: book.folder.appendingPathComponent(".aebook/trainings").path
        ).filter { $0 != ".cores" }
        #expect(left.count == 2, "\(left)")
    }

    private func expectSame(_ book: SmallBook, _ whole: [String: Data], _ comment: String) throws {
        let finished = try book.finished()
        for path in Set(finished.keys).union(whole.keys) {
            #expect(finished[path] == whole[path], "\(path): \(comment)")
        }
    }

    static func replace(_ file: URL, _ data: Data?) throws {
        let rights = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
        try FileManager.default.removeItem(at: file)
        guard let data else { return }
        try data.write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: rights ?? 0o644], ofItemAtPath: file.path)
    }
}

/// A build that goes on beside the test.
struct Started {
    let process = Process()

    /// - Parameters:
    ///   - environment: what is set besides the book's own.
    ///   - output: a file for what it prints; nil where nobody reads that.
    init(_ book: SmallBook, environment: [String: String] = [:], output: FileHandle? = nil) throws {
        process.executableURL = BuiltProducts.executable
        process.arguments = ["build"]
        process.currentDirectoryURL = book.folder
        process.environment = ProcessInfo.processInfo.environment.merging(book.environment) { $1 }
            .merging(environment) { $1 }
        process.standardOutput = output ?? FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
    }

    /// Kills it and the processes that it has started, so that nothing of them can end in good order.
    func kill() {
        Self.kill(treeOf: process.processIdentifier)
        Glibc.kill(process.processIdentifier, SIGKILL)
        _ = wait()
    }

    /// Kills the processes that a process has started, and theirs.
    static func kill(treeOf parent: pid_t) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let process = pid_t(name),
                let status = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
                let rest = status.lastIndex(of: ")").map({ status[$0...].split(separator: " ") }), rest.count > 2,
                pid_t(rest[2]) == parent
            else { continue }
            kill(treeOf: process)
            Glibc.kill(process, SIGKILL)
        }
    }

    /// - Returns: the exit code, or the signal.
    func wait() -> Int32 {
        process.waitUntilExit()
        return process.terminationStatus
    }
}
