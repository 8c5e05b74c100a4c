import Digests
import Foundation

/// Why the files could not be had from any mirror.
struct DownloadFailure: Error {
    let file: String
    /// What each mirror did, in the order in which they were asked.
    let attempts: [(mirror: String, failure: TransferFailure)]
    /// Whether any mirror had answered anything, be it for an earlier file.
    let isAnswered: Bool
    /// The seconds that were waited for a first answer.
    let timeLimit: TimeInterval

    /// The reason in the words of a clause that can begin a sentence.
    var words: String {
        let list = attempts.map { $0.failure.words(of: $0.mirror) }.joined(separator: "; ")
        if attempts.isEmpty { return "there is no mirror to ask for MNIST" }
        if isAnswered { return "MNIST could not be downloaded (\(file) – \(list))" }
        if attempts.allSatisfy({ $0.failure == .silent }) {
            return "no network answered within \(Self.words(timeLimit))"
        }
        return "no network answered (\(list))"
    }

    private static func words(_ seconds: TimeInterval) -> String {
        let formatter = NumberFormatter()
        formatter.locale = Locale(identifier: "en_GB")
        formatter.numberStyle = .spellOut
        let number = formatter.string(from: NSNumber(value: seconds)) ?? "\(seconds)"
        return "\(number) \(seconds == 1 ? "second" : "seconds")"
    }
}

/// Fetches files from mirrors in turn: what one does not deliver whole and right is asked of the next.
struct Download {
    private let mirrors: [URL]
    private let timeLimit: TimeInterval
    private let firstAnswerBy: Date
    private var hasAnswer = false
    /// The mirror that delivered last is asked first.
    private var preferred = 0
    private(set) var usedMirrors: [String] = []

    /// - Parameter timeLimit: seconds for the first answer of any mirror, counted over all of them; later the seconds
    ///   for each answer and between two pieces of a file.
    init(mirrors: [URL], timeLimit: TimeInterval) {
        self.mirrors = mirrors
        self.timeLimit = timeLimit
        firstAnswerBy = Date(timeIntervalSinceNow: timeLimit)
    }

    /// The files' verified contents, in their order.
    mutating func contents(
        of files: [RemoteFile], progress: (DownloadProgress) -> Void
    ) throws(DownloadFailure) -> [Data] {
        let expected = files.reduce(0) { $0 + $1.size }
        var contents: [Data] = []
        for file in files {
            let before = contents.reduce(0) { $0 + $1.count }
            contents.append(
                try fetch(file) { mirror, received in
                    progress(
                        DownloadProgress(
                            file: file.name, mirror: mirror, received: before + received, expected: expected))
                })
        }
        return contents
    }

    private mutating func fetch(
        _ file: RemoteFile, progress: (String, Int) -> Void
    ) throws(DownloadFailure) -> Data {
        var attempts: [(String, TransferFailure)] = []
        for turn in mirrors.indices {
            let index = (preferred + turn) % mirrors.count
            let name = Self.name(of: mirrors[index])
            do throws(TransferFailure) {
                let limit = answerLimit(mirrorsLeft: mirrors.count - turn)
                let data = try Self.fetch(file, from: mirrors[index], limit, timeLimit) { progress(name, $0) }
                note(mirror: index, name: name)
                return data
            } catch {
                hasAnswer = hasAnswer || error.isAnswer
                attempts.append((name, error))
            }
        }
        throw DownloadFailure(file: file.name, attempts: attempts, isAnswered: hasAnswer, timeLimit: timeLimit)
    }

    private mutating func note(mirror index: Int, name: String) {
        (hasAnswer, preferred) = (true, index)
        if !usedMirrors.contains(name) { usedMirrors.append(name) }
    }

    /// Until somebody answers, the mirrors that are left share the time that is left.
    private func answerLimit(mirrorsLeft: Int) -> TimeInterval {
        hasAnswer ? timeLimit : max(0, firstAnswerBy.timeIntervalSinceNow) / Double(mirrorsLeft)
    }

    private static func fetch(
        _ file: RemoteFile, from mirror: URL, _ answerLimit: TimeInterval, _ stallLimit: TimeInterval,
        progress: (Int) -> Void
    ) throws(TransferFailure) -> Data {
        let data = try Transfer.body(
            of: mirror.appendingPathComponent(file.name), size: file.size, answerLimit: answerLimit,
            stallLimit: stallLimit, progress: progress)
        guard SHA256.hexadecimal(of: data) == file.digest else { throw .wrongDigest }
        return data
    }

    private static func name(of mirror: URL) -> String {
        let host = mirror.host ?? mirror.absoluteString
        return mirror.port.map { "\(host):\($0)" } ?? host
    }
}
