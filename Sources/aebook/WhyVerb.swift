import Foundation
import Manuscript
import Notebook
import Reading
import Running

/// `aebook why NAME`: what has changed since a chapter or a training was run.
struct WhyVerb: Verb {
    static let name = "why"
    static let summary = "Shows which part of a run's or a chapter's key has changed since its result was stored."
    static let words: String? = "NAME"
    static let options = [Option.data]

    private let name: String
    private let data: String?

    init(_ arguments: Arguments) throws {
        guard arguments.words.count == 1, let name = arguments.words.first else {
            throw UsageError("`why` takes the name of one training or chapter", verb: Self.name)
        }
        self.name = name
        data = arguments.value("data")
    }

    func run(_ console: Console) throws -> Int32 {
        let folder = try BookLocation.find()
        let book = try BookText.read(folder, console).book
        let toolkit = try Toolkit(memory: BookCache(book: folder).digests)
        let data = try BookDataChoice(given: data, toolkit: toolkit).resolve(console).runs
        let dryRun = BookDryRun(book: book, toolkit: toolkit, data: data)
        let chapters = dryRun.chapters()
        let trainings = chapters.flatMap { chapter in chapter.trainings.map { (chapter, $0) } }
        if let (chapter, training) = trainings.first(where: { $0.1.name == name }) {
            return say(DryRunText.lines(training, in: chapter, history: dryRun.history(of: name)), console)
        }
        let chapter = try chapter(in: book, trainings: trainings.map(\.1.name))
        return say(chapters.first { $0.chapter.name == chapter }.map(DryRunText.lines) ?? [], console)
    }

    private func chapter(in book: Book, trainings: [String]) throws -> String {
        do {
            return try ChapterSelection.chapter(named: name, among: book.chapters).name
        } catch ChapterSelectionError.unknown {
            let known = trainings + book.chapters.map(\.name)
            let meant = suggestion(for: name, among: known).map { "; did you mean \($0)?" }
            throw UsageError(
                "no training or chapter \(name)\(meant ?? "; there are \(known.joined(separator: ", "))")",
                verb: Self.name)
        } catch ChapterSelectionError.ambiguous(let word, let names) {
            throw UsageError("\(word) may be \(names.joined(separator: " or "))", verb: Self.name)
        }
    }

    private func say(_ lines: [String], _ console: Console) -> Int32 {
        for line in lines { console.print(line) }
        return 0
    }
}
