import Foundation
import Manuscript
import Tangling

/// Why a chapter's program ended early: out of its exit status, what the Swift runtime wrote to standard error, and
/// the backtrace, which the runtime puts into a file of its own.
package struct CrashReport {
    package let kind: RunFailure.Kind
    package let message: String
    /// A place in the chapter that the runtime itself names; nil where it names none.
    package let location: SourceLocation?
    /// What to do about it; nil where that is plain.
    package let help: String?

    /// - Parameters:
    ///   - memory: what the program had; nil where that is not known.
    ///   - timeout: the seconds after which a cell is stopped, if any.
    package init(
        status: ProgramEnd, errors: String, backtrace: String, chapter file: String, memory: MemoryUse? = nil,
        timeout: Double? = nil
    ) {
        help = Self.help(status, memory)
        if status == .stopped {
            (kind, location) = (.timeout, nil)
            message = "this was still computing after \(Self.seconds(timeout ?? 0)) and was stopped"
        } else if status == .signalled(9) {
            (kind, location) = (.killed, nil)
            message = Self.killed(memory)
        } else if let complaint = RuntimeComplaint(errors) {
            kind = complaint.isThrownError ? .thrownError : .trap
            message = complaint.message
            location =
                complaint.isThrownError
                ? nil : complaint.location(in: file) ?? Self.deepestFrame(backtrace, chapter: file)
        } else {
            kind = .trap
            message = Self.runtimeFailure(backtrace) ?? Self.lastWords(errors, status) ?? Self.reason(status)
            location = Self.deepestFrame(backtrace, chapter: file)
        }
    }

    private static func seconds(_ seconds: Double) -> String {
        seconds == seconds.rounded() && seconds < 1e9 ? "\(Int(seconds)) s" : "\(seconds) s"
    }

    /// Only the system and other programs end a program with signal 9; where memory is short, it is the system.
    private static func killed(_ memory: MemoryUse?) -> String {
        guard let memory else { return "the program was killed from outside (signal 9)" }
        return memory.isNearLimit
            ? "the system ended the program (signal 9), because the memory was used up: \(memory.words)"
            : "the program was killed from outside (signal 9); \(memory.words)"
    }

    private static func help(_ status: ProgramEnd, _ memory: MemoryUse?) -> String? {
        switch status {
        case .stopped: "allow more with --timeout, or give the cell less to do"
        case .signalled(9) where memory?.isNearLimit != false:
            "use fewer images or smaller batches, or `--threads 1`, which runs one chapter after the other"
        case .signalled(9):
            "if other programs use much memory, the system may have chosen this one: end them, or try `--threads 1`"
        default: nil
        }
    }

    /// The first frame, counted from the failure, that lies in the chapter at a known line.
    private static func deepestFrame(_ backtrace: String, chapter file: String) -> SourceLocation? {
        for line in backtrace.split(separator: "\n") {
            guard let frame = line.firstMatch(of: /\ at (.+?):(\d+)(?::(\d+))?$/), frame.1.hasSuffix(file),
                let number = Int(frame.2), number > 0
            else { continue }
            let column = frame.3.flatMap { Int($0) }
            return SourceLocation(file: file, line: number, column: column == 0 ? nil : column)
        }
        return nil
    }

    /// `*** Swift runtime failure: arithmetic overflow ***`
    private static func runtimeFailure(_ backtrace: String) -> String? {
        backtrace.firstMatch(of: /\*\*\* Swift runtime failure: (.+) \*\*\*/).map { String($0.1) }
    }

    /// Where the program was aborted, the last line on standard error says why.
    private static func lastWords(_ errors: String, _ status: ProgramEnd) -> String? {
        guard status == .signalled(6) else { return nil }
        let lines = RuntimeComplaint.withoutBacktracer(errors).split(separator: "\n")
        return lines.last.map { line in
            let bare = line.replacing(/\ \(0x[0-9a-f]+\)/, with: "").replacing(/'(?:Swift|Chapter)\./, with: "'")
            return String(bare.hasSuffix(".") ? bare.dropLast() : bare)
        }
    }

    private static func reason(_ status: ProgramEnd) -> String {
        switch status {
        case .exited(let code): "the program ended with exit code \(code) before the end of the chapter"
        case .signalled(4), .signalled(5): "a check failed that says nothing of itself"
        case .signalled(6): "the program was aborted"
        case .signalled(11):
            "the program used memory that is not its own (signal 11); an endless recursion does that too"
        case .signalled(let signal): "the program was ended by signal \(signal)"
        case .stopped: "the program was stopped"
        }
    }
}

extension ProgramEnd {
    /// Where a thread has failed, the program's first one may still come to its end while the runtime writes its
    /// report: then the report counts.
    package func told(by errors: String) -> ProgramEnd {
        guard self == .exited(0) else { return self }
        let signal = errors.firstMatch(of: #/(?:^|\n)\*\*\* Signal (\d+): /#).flatMap { Int32($0.1) }
        if let signal { return .signalled(signal) }
        return RuntimeComplaint(errors) == nil ? self : .signalled(4)
    }
}

/// The line in which the Swift runtime says why it stops: `Module/File.swift:LINE: Fatal error: message`.
struct RuntimeComplaint {
    let isThrownError: Bool
    let message: String
    private let file: Substring
    private let line: Int

    /// Nil where there is none.
    init?(_ errors: String) {
        let text = Self.withoutBacktracer(errors)
        let pattern = /(?:^|\n)([^\n:]+):(\d+): (Fatal error|Precondition failed|Assertion failed)(?:: )?/
        guard let match = text.matches(of: pattern).last else { return nil }
        file = match.1
        line = Int(match.2) ?? 0
        let said = text[match.range.upperBound...]
        let thrown = "Error raised at top level: "
        isThrownError = said.hasPrefix(thrown)
        let words = isThrownError ? Self.description(Self.oneLine(said.dropFirst(thrown.count))) : Self.oneLine(said)
        message = words.isEmpty ? "\(match.3) without a message, at \(match.1):\(match.2)" : words
    }

    /// The runtime names a file by its module and last component.
    func location(in chapter: String) -> SourceLocation? {
        let name = chapter.split(separator: "/").last ?? ""
        guard file == "\(ProgramCode.module)/\(name)" || file == chapter else { return nil }
        return SourceLocation(file: chapter, line: line)
    }

    static func withoutBacktracer(_ errors: String) -> String {
        errors.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("*** Signal ") }.joined(separator: "\n")
            // Of threads that ended while the report was written, in the middle of its lines too.
            .replacing(/swift-runtime: [^\n]*/, with: "")
    }

    /// Foundation's errors say their domain and code before what a reader understands.
    private static func description(_ error: String) -> String {
        let match = error.firstMatch(of: /^Error Domain=\S+ Code=-?\d+ "([^"]+)"/)
        return match.flatMap { $0.1 == "(null)" ? nil : String($0.1) } ?? error
    }

    /// Without the program's own module in the names of types, which nobody has written.
    private static func oneLine(_ text: Substring) -> String {
        text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }.joined(separator: " ")
            .replacing(/\bChapter\.(?=[A-Z_])/, with: "")
    }
}
