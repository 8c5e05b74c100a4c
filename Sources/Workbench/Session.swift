import Foundation
import Synchronization

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
        /// The trainings that the chapter has had so far: their names, and the beginnings of their keys.
        var trainings: [String] = []
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
        position.withLock { $0 = Position(cell: index, trainings: $0.trainings) }
        transcript.write(.cellStarted(cell: index))
    }

    func endCell(_ index: Int) {
        let start = position.withLock { $0.start }
        transcript.write(.cellFinished(cell: index, seconds: start.duration(to: .now).seconds))
    }

    func note(_ trainings: [Trained]) {
        position.withLock { $0.trainings += trainings.map { "\($0.name) \($0.key.digest.prefix(12))" } }
    }

    /// What draws the next figure, and the name of its files, the same in every run of the same chapter.
    func figureWriter() -> (FigureWriter, name: String) {
        let (cell, figure, trainings) = position.withLock { position in
            position.figures += 1
            return (position.cell + 1, position.figures, position.trainings)
        }
        let writer = FigureWriter(
            folder: URL(fileURLWithPath: request.figureFolder),
            provenance: provenance(cell: cell, trainings: trainings), cores: request.threads)
        return (writer, "cell-\(cell)-\(figure)")
    }

    /// Where a figure comes from. Nothing here changes between two runs of the same chapter: neither do the files.
    private func provenance(cell: Int, trainings: [String]) -> [PNGText] {
        [
            PNGText("Software", "aebook, engine \(request.engineDigest.prefix(12))"),
            PNGText("Source", "\(request.chapter), cell \(cell)"),
            PNGText("Data", "\(request.dataName), SHA-256 \(request.dataDigest)"),
        ] + (trainings.isEmpty ? [] : [PNGText("Trainings", trainings.joined(separator: ", "))])
    }
}

private func exit(withMessage message: String) -> Never {
    FileHandle.standardError.write(Data("aebook: \(message)\n".utf8))
    exit(2)
}
