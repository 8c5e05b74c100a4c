import Foundation
import Synchronization
import Training

/// The run that this process is: what it was asked to do, and where it is in the chapter.
final class Session: Sendable {
    static let current = Session()

    let request: RunRequest
    let transcript = TranscriptWriter()
    private let position = Mutex(Position())

    private struct Position {
        var cell = 0
        var start = ContinuousClock.now
        var figures = 0
    }

    private init() {
        guard CommandLine.arguments.count == 2 else {
            exit(withMessage: "a chapter's program is started by aebook, with the file of its request")
        }
        do {
            request = try RunRequest(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1]))
        } catch {
            exit(withMessage: "the request \(CommandLine.arguments[1]) cannot be read: \(error)")
        }
    }

    func beginCell(_ index: Int) {
        position.withLock { $0 = Position(cell: index) }
        transcript.write(.cellStarted(cell: index))
    }

    func endCell(_ index: Int) {
        let start = position.withLock { $0.start }
        transcript.write(.cellFinished(cell: index, seconds: start.duration(to: .now).seconds))
    }

    /// A name for the next figure's files, the same in every run of the same chapter.
    func nextFigureName() -> String {
        position.withLock { position in
            position.figures += 1
            return "cell-\(position.cell + 1)-\(position.figures)"
        }
    }
}

private func exit(withMessage message: String) -> Never {
    FileHandle.standardError.write(Data("aebook: \(message)\n".utf8))
    exit(2)
}
