import Foundation
import Manuscript

/// What a build did for one chapter.
public struct ChapterReport: Sendable {
    public enum Origin: Equatable, Sendable {
        case ran
        /// Nothing had changed: an earlier run stands.
        case reused
        /// The chapter was not asked for, and there is no run of it as it is now.
        case left
    }

    public let chapter: String
    public let file: String
    public let origin: Origin
    /// Nil where the chapter is left.
    public let run: ChapterRun?
    /// How many cells ran, where the results of the others stood; nil where all ran, or none.
    public var cells: Int?
    /// Why it could not be tried at all: a full disk, say.
    public var error: String?

    /// The errors of the run, or why there is none.
    public var failure: RunFailure? { run?.failure }
    public var isFailure: Bool { run?.failure != nil || error != nil }

    package init(
        chapter: String, file: String, origin: Origin, run: ChapterRun?, cells: Int? = nil, error: String? = nil
    ) {
        self.chapter = chapter
        self.file = file
        self.origin = origin
        self.run = run
        self.cells = cells
        self.error = error
    }

    /// What is wrong with the run, at the chapter's lines.
    package var diagnostics: [Diagnostic] {
        let untried = error.map {
            Diagnostic(code: .chapterNotBuilt, at: SourceLocation(file: file, line: 1), "not built: \($0)")
        }
        return [untried].compactMap { $0 } + (failure?.diagnostics ?? []) + (run?.warnings ?? [])
    }
}
