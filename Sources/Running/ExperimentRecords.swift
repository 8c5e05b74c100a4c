import Manuscript
import Tangling

/// The trainings of a book as its last build left them.
public struct ExperimentRecords {
    public let experiments: [ExperimentEntry]
    /// What a reader must know of them: other data than asked for, chapters that have changed since.
    public let remarks: [String]

    /// - Parameter data: the data that a build would use now. Where no chapter has been run with them, the last runs
    ///   with other data stand in, and a remark says so.
    public init(book: Book, cache: BookCache, toolkit: Toolkit, data: RunData) {
        let stored = book.chapters.map { ($0, RunCache(cache, chapter: $0.name).all()) }
        let wanted = stored.compactMap { chapter, runs in
            runs.first { $0.key.data == data.digest }.map { (chapter, $0) }
        }
        let found =
            wanted.contains { !$0.1.run.trainings.isEmpty }
            ? wanted : stored.compactMap { chapter, runs in runs.first.map { (chapter, $0) } }
        experiments = found.flatMap { chapter, stored in
            stored.run.trainings.map { ExperimentEntry($0, chapter: chapter.name) }
        }
        let names = Set(found.filter { $0.1.key.data != data.digest }.map(\.1.dataName)).sorted()
        let others =
            names.isEmpty
            ? []
            : [
                "nothing has been run with \(data.name) yet; these are from \(names.joined(separator: " and "))"
            ]
        remarks =
            others
            + found.compactMap { chapter, stored in
                let key = RunKey(program: ProgramWriter.program(for: chapter), toolkit: toolkit, data: data)
                let isChanged = key.code != stored.key.code || key.toolkit != stored.key.toolkit
                return isChanged ? "\(chapter.name) has changed since it was run; run `aebook build`" : nil
            }
    }
}
