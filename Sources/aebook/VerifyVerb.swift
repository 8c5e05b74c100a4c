import Foundation
import Manuscript
import Notebook
import Reading
import Running
import Transcript

/// `aebook verify`: trains again from nothing, and compares bit for bit.
struct VerifyVerb: Verb {
    static let name = "verify"
    static let summary = "Trains again from scratch and compares every bit with the stored result, which is kept."
    static let words: String? = "NAME…"
    static let options = [
        Option.data, .threads,
    ]

    private let names: [String]
    private let data: String?
    private let threads: Int

    init(_ arguments: Arguments) throws {
        names = arguments.words
        data = arguments.value("data")
        threads = try arguments.count("threads") ?? ProcessInfo.processInfo.activeProcessorCount
    }

    func run(_ console: Console) throws -> Int32 {
        let folder = try BookLocation.find()
        let book = try BookText.read(folder, console).book
        let toolkit = try Toolkit(memory: BookCache(book: folder).digests)
        let data = try BookDataChoice(given: data, toolkit: toolkit).resolve(console).runs
        let supervisor = Supervisor()
        let verifier = BookVerifier(
            book: book, toolkit: toolkit, data: data, threads: threads, supervisor: supervisor)
        let chosen = try choose(among: verifier.chapters(with: []))
        let interruption = Interruption {
            supervisor.interrupt()
        } atTheLatest: {
            supervisor.interrupt()
            for message in Self.interrupted.messages { console.error(message) }
            _exit(Self.interrupted.code)
        }
        defer { interruption.end() }
        do {
            let results = try chosen.map { try verify($0.chapter, $0.trainings, verifier, folder, console) }
            return results.allSatisfy { $0 } ? 0 : 1
        } catch CommandError.interrupted {
            throw Self.interrupted
        }
    }

    private static let interrupted = Failure("aebook: interrupted; the store is as it was", code: 130)

    /// - Returns: true where every training came out the same.
    private func verify(
        _ chapter: Chapter, _ trainings: Set<String>, _ verifier: BookVerifier, _ folder: URL, _ console: Console
    ) throws -> Bool {
        let report = try verifier.verify(chapter, only: trainings) { console.print(Self.line($0)) }
        console.show(report.failure?.diagnostics ?? [], of: folder)
        let missing = trainings.subtracting(report.verified.map(\.name)).sorted()
        for name in missing { console.error("aebook: error: \(chapter.name) ended before \(name) was compared") }
        return missing.isEmpty && report.verified.allSatisfy { $0.difference == nil && $0.damage == nil }
    }

    private static func line(_ one: TrainingVerification) -> String {
        let result =
            one.damage.map { "NOT COMPARED: \($0)" } ?? one.difference.map { "DIFFERENT: \($0)" } ?? "same bits"
        return "\(one.name): \(result) (\(Wording.duration(one.seconds)), key \(one.key.prefix(12)))"
    }

    private func choose(
        among all: [(chapter: Chapter, trainings: Set<String>)]
    ) throws -> [(chapter: Chapter, trainings: Set<String>)] {
        guard !all.isEmpty else {
            throw Failure("aebook: error: no training of this book has been run yet; run `aebook build`")
        }
        guard !names.isEmpty else { return all }
        let known = Set(all.flatMap(\.trainings))
        for name in names where !known.contains(name) {
            let meant = suggestion(for: name, among: known.sorted()).map { "; did you mean \($0)?" }
            throw UsageError(
                "no training \(name)\(meant ?? "; there are \(known.sorted().joined(separator: ", "))")",
                verb: Self.name)
        }
        return all.map { ($0.chapter, $0.trainings.intersection(names)) }.filter { !$0.1.isEmpty }
    }
}
