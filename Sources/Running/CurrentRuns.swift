import Manuscript
import Tangling

/// The runs of a book's chapters as they are now; nothing is run.
public struct CurrentRuns: Sendable {
    /// By the chapter's name.
    public private(set) var runs: [String: ChapterRun] = [:]
    /// Chapters that were not run since they changed, or whose run failed.
    public private(set) var missing: [Chapter] = []

    public init(of book: Book, cache: BookCache, toolkit: Toolkit, data: RunData) {
        for chapter in book.chapters {
            let program = ProgramWriter.program(for: chapter)
            guard !program.isEmpty else { continue }
            let key = RunKey(program: program, toolkit: toolkit, data: data)
            if let run = RunCache(cache, chapter: chapter.name).run(for: key) {
                runs[chapter.name] = run
            } else {
                missing.append(chapter)
            }
        }
    }
}
