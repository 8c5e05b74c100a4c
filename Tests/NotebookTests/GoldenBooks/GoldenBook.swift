import Foundation
import TestSupport

/// A book in `Tests/NotebookTests/Books` whose pages and diagnostics were looked at once and found good.
///
/// `chapters/` is the book, `expected/` the `<main>` of each of its pages, its files in other formats and, in `diagnostics.txt`, what building it
/// says. A file `arguments.txt` holds further words for `aebook build`, one a line.
struct GoldenBook {
    let name: String

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Books")
    /// `AEBOOK_RECORD=1` rewrites what is expected.
    static let records = ProcessInfo.processInfo.environment["AEBOOK_RECORD"] == "1"
    /// The books whose cover is compared too.
    private static let coveredBooks: Set = ["settings"]

    static var names: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted()
    }

    private var place: URL { Self.folder.appendingPathComponent(name) }
    private var expected: URL { place.appendingPathComponent("expected") }

    /// Builds the book with the real program, and returns in words what is not as expected.
    func differences() throws -> [String] {
        let found = try build()
        let known = Set((try? FileManager.default.contentsOfDirectory(atPath: expected.path)) ?? [])
        if Self.records {
            try record(found, replacing: known)
            return []
        }
        let gone = known.subtracting(found.keys).sorted().map { "\(name)/expected/\($0): the build gives no such page" }
        return try found.sorted { $0.key < $1.key }.compactMap { try difference($0.key, $0.value) } + gone
    }

    private func difference(_ file: String, _ text: String) throws -> String? {
        guard let golden = try? String(contentsOf: expected.appendingPathComponent(file), encoding: .utf8) else {
            try write(text, to: file)
            return "\(name)/expected/\(file) was missing; it has been recorded and wants to be looked at"
        }
        return LineDifference(golden, text).map { "\(name)/expected/\(file): \($0.words)" }
    }

    private func record(_ found: [String: String], replacing known: Set<String>) throws {
        for file in known.subtracting(found.keys) {
            try FileManager.default.removeItem(at: expected.appendingPathComponent(file))
        }
        for (file, text) in found { try write(text, to: file) }
    }

    private func write(_ text: String, to file: String) throws {
        try FileManager.default.createDirectory(at: expected, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: expected.appendingPathComponent(file))
    }

    /// What there is to compare, by the names of the files in `expected`.
    private func build() throws -> [String: String] {
        let book = try Handmade.folder()
        let data = book.appendingPathComponent("data")
        try SmallDigits.write(to: data)
        try FileManager.default.copyItem(
            at: place.appendingPathComponent("chapters"), to: book.appendingPathComponent("chapters"))
        let run = try CommandRun(
            list: ["build"] + arguments, in: book, environment: ["AEBOOK_DATA": data.path, "XDG_CACHE_HOME": book.path])
        var found = ["diagnostics.txt": diagnostics(run)]
        let output = book.appendingPathComponent("output")
        let pages = ((try? FileManager.default.contentsOfDirectory(atPath: output.path)) ?? [])
            .filter { $0.hasSuffix(".html") && !["computation.html", "print.html"].contains($0) }
            .filter { $0 != "index.html" || Self.coveredBooks.contains(name) }
        for page in pages {
            let html = try String(contentsOf: output.appendingPathComponent(page), encoding: .utf8)
            found[page] = StablePage(html).main
        }
        return found.merging(try GoldenFormats(output: output).files()) { first, _ in first }
    }

    private var arguments: [String] {
        let text = try? String(contentsOf: place.appendingPathComponent("arguments.txt"), encoding: .utf8)
        return (text ?? "").split(separator: "\n").map(String.init)
    }

    private func diagnostics(_ run: CommandRun) -> String {
        let last = run.output.split(separator: "\n").last ?? ""
        return StablePage.masked("\(run.errors)\(last)\nexit code \(run.code)\n")
    }
}

/// The first line at which two texts part.
struct LineDifference: Equatable {
    let words: String

    /// Nil where they are the same.
    init?(_ golden: String, _ text: String) {
        guard golden != text else { return nil }
        let (old, new) = (Self.lines(golden), Self.lines(text))
        let line =
            zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
        func at(_ lines: [Substring]) -> String { lines.indices.contains(line) ? "“\(lines[line])”" : "the end" }
        words = "line \(line + 1): expected \(at(old)), found \(at(new)); AEBOOK_RECORD=1 records anew"
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }
}
