import Foundation
import Manuscript
import Running
import Tangling

extension BookBuilder {
    /// Writes the pages while another builder of the same book still runs its chapters: their text as it is now, and of
    /// each chapter what has been found so far. Takes no lock: it is called by whoever holds that of the build.
    ///
    /// - Parameter finished: the chapters that the build has done with.
    /// - Throws: an error of the file system.
    public func writeProvisionalPages(finished: [ChapterReport]) throws {
        let cache = BookCache(book: book.folder)
        let builder = chapterBuilder(cache) { _ in }
        FolderInMaking.removeLeftovers(in: cache.folder)
        let making = try FolderInMaking(in: cache.folder)
        defer { making.discard() }
        var runs: [String: ChapterRun] = [:]
        var running: Set<String> = []
        for chapter in book.chapters {
            if let report = finished.first(where: { $0.chapter == chapter.name }) ?? builder.known(chapter) {
                runs[chapter.name] = report.run?.moved(to: ProgramWriter.program(for: chapter).stepLines)
            } else {
                let figures = making.folder.appendingPathComponent(chapter.name, isDirectory: true)
                try FileManager.default.createDirectory(at: figures, withIntermediateDirectories: true)
                runs[chapter.name] = try builder.standing(chapter, figures: figures)
                running.insert(chapter.name)
            }
        }
        _ = try writePages(runs, running: running, cache)
    }
}

extension ChapterBuilder {
    /// Nil where the chapter has to run.
    fileprivate func known(_ chapter: Chapter) -> ChapterReport? {
        let report = recall(chapter)
        return report.run == nil ? nil : report
    }

    /// What the best of the earlier runs tells of a chapter that has to run; of the rest nothing.
    fileprivate func standing(_ chapter: Chapter, figures: URL) throws -> ChapterRun {
        let program = ProgramWriter.program(for: chapter)
        var run = emptyRun(program)
        run.figureFolder = figures
        let runs = RunCache(cache, chapter: chapter.name)
        let key = RunKey(program: program, toolkit: toolkit, data: data)
        guard !force, let known = KnownRun.best(in: runs, for: key, program.code) else { return run }
        return try RunMerge(
            slice: known.slice, earlier: known.stored.run, earlierCode: known.stored.code, part: run,
            code: program.code, stepLines: program.stepLines
        ).run()
    }
}
