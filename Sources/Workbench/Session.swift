import Digests
import Foundation
import Synchronization

/// The run that this process is: what it was asked to do, and where it is in the chapter.
final class Session: Sendable {
    static let current = Session()

    let request: RunRequest
    let transcript = TranscriptWriter()
    let files: ReadFiles
    let values = ChapterValues()
    private let position = Mutex(Position())

    private struct Position {
        var cell = 0
        /// False where the cell runs for what it defines alone.
        var isShown = true
        var start = ContinuousClock.now
        var figures = 0
        /// The trainings that the chapter has had so far.
        var trainings: [NotedTraining] = []
        /// ``ChangeClock/changesOfOlder`` as it was last seen.
        var changes = 0
    }

    private struct NotedTraining {
        let cell: Int
        let name: String
        /// The digest of its key.
        let key: String

        var text: String { "\(name) \(key.prefix(12))" }
    }

    private init() {
        guard CommandLine.arguments.count == 2 else {
            exit(withMessage: "a chapter's program is started by aebook, with the file of its request")
        }
        do {
            request = try RunRequest(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1]))
            files = ReadFiles(request)
        } catch {
            exit(withMessage: "the request \(CommandLine.arguments[1]) cannot be read: \(ErrorText.reason(of: error))")
        }
    }

    var isShown: Bool { position.withLock { $0.isShown } }

    func beginCell(_ index: Int, isShown: Bool) {
        endStatement()
        position.withLock {
            $0 = Position(cell: index, isShown: isShown, trainings: $0.trainings, changes: $0.changes)
        }
        transcript.write(.cellStarted(cell: index))
    }

    func beginStatement(at line: Int) {
        endStatement()
        ChangeClock.advance()
        transcript.write(.statementStarted(line: line))
    }

    /// Tells whether the statement before this place has changed what was there before it, and which files it has read.
    func endStatement() {
        let changes = ChangeClock.changesOfOlder
        let hasChanged = position.withLock { position in
            defer { position.changes = changes }
            return position.changes != changes
        }
        if hasChanged { transcript.write(.objectsChanged) }
        tellFiles()
    }

    /// Tells which files were read since the last call, and returns them.
    @discardableResult
    func tellFiles() -> [FileRead] {
        let new = files.new()
        if !new.isEmpty { transcript.write(.filesRead(new)) }
        return new
    }

    func endCell(_ index: Int) {
        endStatement()
        let start = position.withLock { $0.start }
        transcript.write(.cellFinished(cell: index, seconds: start.duration(to: .now).seconds))
    }

    /// Notes what was trained.
    /// - Returns: the names under which the chapter has had one other training before.
    func note(_ trainings: [AnyTrained]) -> [String] {
        position.withLock { position in
            let former = position.trainings
            position.trainings += trainings.map {
                NotedTraining(cell: position.cell, name: $0.name, key: $0.key.digest)
            }
            return trainings.filter { new in
                let others = Set(former.filter { $0.name == new.name }.map(\.key))
                return others.count == 1 && !others.contains(new.key.digest)
            }.map(\.name)
        }
    }

    /// What draws the next figure, and the name of its files, the same in every run of the same chapter.
    func figureWriter() -> (FigureWriter, name: String) {
        let (position, figure) = position.withLock { position in
            position.figures += 1
            return (position, position.figures)
        }
        let writer = FigureWriter(
            folder: URL(fileURLWithPath: request.figureFolder), provenance: provenance(position),
            cores: request.threads)
        return (writer, "cell-\(position.cell + 1)-\(figure)")
    }

    /// Where a figure comes from. Nothing here changes between two runs of the same chapter, whole or in part: neither
    /// do the files.
    private func provenance(_ position: Position) -> [PNGText] {
        let cells = request.cellOrigins
        let origin = cells.indices.contains(position.cell) ? cells[position.cell] : nil
        let label = origin.map { $0.label.isEmpty ? "" : ", \($0.label)" } ?? ""
        let trainings = position.trainings.filter { origin?.trainingCells.contains($0.cell) ?? true }.map(\.text)
        return [
            PNGText("Software", "aebook, engine \(request.engineDigest.prefix(12))"),
            PNGText("Source", "\(request.chapter)\(label)"),
            PNGText("Data", "\(request.dataName), SHA-256 \(request.dataDigest)"),
        ] + (trainings.isEmpty ? [] : [PNGText("Trainings", trainings.joined(separator: ", "))])
    }
}

private func exit(withMessage message: String) -> Never {
    FileHandle.standardError.write(Data("aebook: \(message)\n".utf8))
    exit(2)
}
