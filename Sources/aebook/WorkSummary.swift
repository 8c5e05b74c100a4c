import Notebook
import Transcript

/// What a build ran, and what it did not have to run, in one line:
///
///     ran 1 chapter and 1 training in 6.2 s; reused 2 chapters and 4 trainings, which saved 41 s of training
struct WorkSummary {
    let text: String

    init(_ report: BuildReport) {
        let chapters = report.chapters.filter { !($0.run?.isEmpty ?? true) }
        let all = report.chapters.flatMap { $0.run?.trainings ?? [] }
        // Two chapters may name one training: what ran for the one was found by the other.
        let ran = Dictionary(all.filter { !$0.cached }.map { ($0.key, $0) }) { first, _ in first }
        let reused = Dictionary(all.filter { ran[$0.key] == nil }.map { ($0.key, $0) }) { first, _ in first }
        let work = Self.count(chapters.count { $0.origin == .ran }, ran.count)
        let rest = Self.count(chapters.count { $0.origin == .reused }, reused.count)
        let saved =
            reused.isEmpty
            ? "" : ", which saved \(Wording.duration(reused.values.map(\.seconds).reduce(0, +))) of training"
        text =
            (work.map { "ran \($0)" } ?? "ran nothing") + " in \(Wording.duration(report.seconds))"
            + (rest.map { "; reused \($0)\(saved)" } ?? "")
    }

    /// Nil where there is neither.
    private static func count(_ chapters: Int, _ trainings: Int) -> String? {
        let parts = [
            chapters > 0 ? Wording.count(chapters, "chapter") : nil,
            trainings > 0 ? Wording.count(trainings, "training") : nil,
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " and ")
    }
}
