import Foundation
import Transcript

/// Something that happens during a build.
public enum BuildEvent: Sendable {
    /// Another build of this book is under way; this one waits for it.
    case waiting
    /// The chapter is not as it was in any earlier run: it is compiled and run.
    case chapterStarted(String)
    case training(String, TrainingProgress)
    case trainingFinished(String, TrainingSummary)
    /// A chapter ran well, and its program wrote this to standard error.
    case wroteErrors(String, String)
    case chapterFinished(ChapterReport)
    /// All chapters are done with; the pages are next.
    case writesPages
}

/// What a build did.
public struct BuildReport: Sendable {
    /// One per chapter of the book, in its order.
    public let chapters: [ChapterReport]
    /// Everything that is wrong with the book, its text and its runs, each thing once, in the order of its lines.
    public let diagnostics: [Diagnostic]
    public let claims: ClaimTally
    /// Where the numbers that are shown are not the accepted ones; nil where none were accepted.
    public let differences: [NumberReview.Difference]?
    /// What became of the PDF file; nil where none was asked for.
    public let pdf: Result<URL, PDFError>?
    /// The page to open first.
    public let index: URL
    public let seconds: Double

    public var pdfError: PDFError? { if case .failure(let error)? = pdf { error } else { nil } }

    /// True where every chapter that was to run did, every reference, link, formula and claim held, and what was to be
    /// printed is.
    public var isGood: Bool {
        !chapters.contains { $0.isFailure } && !diagnostics.contains { $0.severity == .error }
            && claims.failures.isEmpty && pdfError == nil
    }
}

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

    /// What is wrong with the run, at the chapter's lines.
    var diagnostics: [Diagnostic] {
        let untried = error.map {
            Diagnostic(code: .chapterNotBuilt, at: SourceLocation(file: file, line: 1), "not built: \($0)")
        }
        return [untried].compactMap { $0 } + (failure?.diagnostics ?? []) + (run?.warnings ?? [])
    }
}

extension BuildReport {
    /// The files that the chapters' own code has read.
    public func filesRead(in book: URL) -> [URL] {
        chapters.flatMap { $0.run?.files ?? [] }.map { $0.place(in: book) }
    }
}
