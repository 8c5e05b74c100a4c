import Foundation
import Manuscript
import Running
import Tangling
import Transcript

/// Does trainings of a book again from nothing, and compares them with what the store has, which stays as it is.
public struct BookVerifier: Sendable {
    public let book: Book
    public let toolkit: Toolkit
    public let data: RunData
    public let threads: Int
    public let supervisor: Supervisor

    public init(book: Book, toolkit: Toolkit, data: RunData, threads: Int, supervisor: Supervisor) {
        self.book = book
        self.toolkit = toolkit
        self.data = data
        self.threads = threads
        self.supervisor = supervisor
    }

    /// What came of one chapter: the trainings that were compared, and why its program ended early.
    public struct Report: Sendable {
        public let chapter: String
        public let verified: [TrainingVerification]
        public let failure: RunFailure?
    }

    /// - Parameters:
    ///   - names: the trainings; all of the chapter if empty.
    ///   - onVerified: hears of each training when it is compared.
    /// - Throws: ``VerificationError`` where the chapter has not been built as it is; ``CommandError``; an error of the
    ///   file system.
    public func verify(
        _ chapter: Chapter, only names: Set<String>, onVerified: (TrainingVerification) -> Void
    ) throws -> Report {
        let cache = BookCache(book: book.folder)
        let whole = ProgramWriter.program(for: chapter)
        let key = RunKey(program: whole, toolkit: toolkit, data: data)
        guard let run = RunCache(cache, chapter: chapter.name).run(for: key) else {
            throw VerificationError.notBuilt(chapter.name)
        }
        let program = ProgramWriter.program(for: chapter, leavingOut: Set(run.expectedFailures.compactMap(\.cell)))
        let held = try WorkFolder(for: "verify")
        defer { withExtendedLifetime(held) {} }
        let work = held.folder
        let compiler = ProgramCompiler(
            toolkit: toolkit, cache: cache, supervisor: supervisor, isOptimized: book.isOptimized(for: data))
        guard case .program(let executable, _) = try compiler.compile(program) else {
            throw VerificationError.notBuilt(chapter.name)
        }
        var request = RunRequest(
            program, toolkit: toolkit, data: data, cache: cache, figures: work, threads: threads, force: false)
        request.verified = names
        var verified: [TrainingVerification] = []
        let runner = ProgramRunner(folder: book.folder, supervisor: supervisor)
        let (again, _) = try runner.run(executable, of: program, request: request, workFolder: work) { record in
            guard case .trainingVerified(let one) = record else { return }
            verified.append(one)
            onVerified(one)
        }
        return Report(chapter: chapter.name, verified: verified, failure: again.failure)
    }

    /// The chapters whose present runs have these trainings, each with those of them that it has; all that train where
    /// no name is given.
    public func chapters(with names: Set<String>) -> [(chapter: Chapter, trainings: Set<String>)] {
        book.chapters.compactMap { chapter in
            let runs = RunCache(BookCache(book: book.folder), chapter: chapter.name).all()
            let own = Set(runs.first?.run.trainings.map(\.name) ?? [])
            let wanted = names.isEmpty ? own : own.intersection(names)
            return wanted.isEmpty ? nil : (chapter, wanted)
        }
    }
}

/// Why nothing can be compared.
public enum VerificationError: Error, Equatable, CustomStringConvertible {
    case notBuilt(String)

    public var description: String {
        switch self {
        case .notBuilt(let chapter):
            "\(chapter) has not been built as it is now, so there is nothing to compare with; run `aebook build`"
        }
    }
}
