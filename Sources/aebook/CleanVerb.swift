import Foundation
import Manuscript
import Notebook
import Reading
import Running

/// `aebook clean`: removes what can be computed again.
struct CleanVerb: Verb {
    static let name = "clean"
    static let summary = "Removes everything that builds have written, pages included, or only old or unused entries."
    static let words: String? = nil
    static let options = [
        Option(name: "older-than", value: "AGE", summary: "only entries unused for this long, such as 30d, 12h or 45m"),
        Option(name: "unused", value: nil, summary: "only entries that no chapter's current run refers to"),
        Option(name: "dry-run", value: nil, summary: "show what would be removed, without removing it"),
        Option(name: "output", value: "DIR", summary: "the folder that the pages were written to, if not output/"),
        Option.data,
    ]

    private let output: String?
    private let data: String?
    private let age: Double?
    private let unused: Bool
    private let dryRun: Bool

    init(_ arguments: Arguments) throws {
        output = arguments.value("output")
        data = arguments.value("data")
        age = try arguments.value("older-than").map(Self.seconds)
        unused = arguments.has("unused")
        dryRun = arguments.has("dry-run")
        if dryRun, age == nil, !unused {
            throw UsageError("--dry-run goes with --older-than or --unused", verb: Self.name)
        }
    }

    func run(_ console: Console) throws -> Int32 {
        let folder = try BookLocation.find()
        if age != nil || unused { return try removeSome(folder, console) }
        let output = try OutputPlace.folderToClean(output, book: folder)
        let removed = try BookCleaner.clean(book: folder, output: output) { sayWaiting(console) }
        guard removed.files > 0 else {
            console.print("nothing to remove")
            return 0
        }
        console.print("removed \(Wording.count(removed.files, "file")), \(Wording.bytes(removed.bytes))")
        return 0
    }

    /// Where both options are given, what is old and unused.
    private func removeSome(_ folder: URL, _ console: Console) throws -> Int32 {
        let book = try BookText.read(folder, console).book
        let cleaner = CacheCleaner(book: book)
        var entries = age.map { cleaner.older(than: Date(timeIntervalSinceNow: -$0)) }
        if unused {
            let toolkit = try Toolkit(memory: BookCache(book: folder).digests)
            let data = try BookDataChoice(given: data, toolkit: toolkit).resolve(console).runs
            let all = cleaner.unused(toolkit: toolkit, data: data)
            entries = entries.map { old in all.filter(Set(old).contains) } ?? all
        }
        let removed = try cleaner.remove(entries ?? [], dryRun: dryRun) { sayWaiting(console) }
        let what = "\(Wording.count(removed.entries, "entry", "entries")) of the cache, \(Wording.bytes(removed.bytes))"
        console.print(removed.entries == 0 ? "nothing to remove" : "\(dryRun ? "would remove" : "removed") \(what)")
        return 0
    }

    private func sayWaiting(_ console: Console) {
        console.error("a build of this book is under way; waiting for it")
    }

    /// `90s`, `45m`, `12h`, `30d`, `2w`
    private static func seconds(_ text: String) throws -> Double {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard let unit = text.last.flatMap({ units[$0] }), let number = Double(text.dropLast()), number >= 0,
            number.isFinite
        else {
            throw UsageError(
                "--older-than needs a number and a unit, such as 30d, 12h or 45m, not `\(text)`", verb: name)
        }
        return number * unit
    }
}
