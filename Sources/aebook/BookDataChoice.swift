import Datasets
import Foundation
import Notebook
import Rendering
import Running

/// The data of a book, for its programs and for its readers.
struct ChosenData {
    let runs: RunData
    let description: BookData
    /// How the data came, such as `read from the user's cache folder`.
    let origin: String
}

/// Finds the data, once for all chapters.
struct BookDataChoice {
    let given: String?
    let toolkit: Toolkit
    var isQuick = false

    /// - Throws: `DataSourceError`, which names the flag or variable.
    func resolve(_ console: Console) throws -> ChosenData {
        let source = DataSource(
            given: given.map { URL(fileURLWithPath: $0) }, revision: String(toolkit.dataDigest.prefix(16)))
        let progress = DownloadLine(console)
        let data = try source.resolve { progress.show($0) }
        progress.end()
        // What a quick build shows is not to be taken for the book's own results, wherever the data is named.
        let name = data.name + (isQuick ? " (quick build)" : "")
        return ChosenData(
            runs: RunData(folder: data.folder, name: name, digest: data.digest, isQuick: isQuick),
            description: BookData(
                name: name, note: data.origin.line + ".", trainingImages: data.trainingCount,
                testImages: data.testCount, isQuick: isQuick),
            origin: data.origin.line)
    }
}

/// A download in one line: redrawn at a terminal, and once per file elsewhere.
final class DownloadLine {
    private let console: Console
    private var file: String?

    init(_ console: Console) { self.console = console }

    func show(_ progress: DownloadProgress) {
        if console.isLive {
            console.draw("\r\(progress.line.prefix(max(1, console.size.width - 1)))\u{1B}[K")
        } else if progress.file != file {
            console.error(progress.line)
        }
        file = progress.file
    }

    func end() { if console.isLive, file != nil { console.draw("\r\u{1B}[K") } }
}
