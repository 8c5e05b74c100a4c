import Foundation
import Manuscript
import Rendering
import Running
import Transcript

/// What a build did.
public struct BuildReport: Sendable {
    /// One per chapter of the book, in its order.
    public let chapters: [ChapterReport]
    /// Everything that is wrong with the book, its text and its runs, each thing once, in the order of its lines.
    public let diagnostics: [Diagnostic]
    public let claims: ClaimTally
    /// Where the numbers that are shown are not the accepted ones; nil where none were accepted.
    public let differences: [NumberReview.Difference]?
    /// What became of the formats that were asked for.
    public let formats: [MadeFormat]
    /// The page to open first.
    public let index: URL
    public let seconds: Double

    /// True where every chapter that was to run did, every reference, link, formula and claim held, and every format
    /// that was asked for is there.
    public var isGood: Bool {
        !chapters.contains { $0.isFailure } && !diagnostics.contains { $0.severity == .error }
            && claims.failures.isEmpty && formats.allSatisfy { $0.error == nil }
    }
}

extension BuildReport {
    /// The files that the chapters' own code has read.
    public func filesRead(in book: URL) -> [URL] {
        chapters.flatMap { $0.run?.files ?? [] }.map { $0.place(in: book) }
    }
}
