import Datasets
import Foundation
import Notebook

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

    /// - Throws: `DataSourceError`, which names the flag or variable.
    func resolve(_ console: Console) throws -> ChosenData {
        let source = DataSource(
            given: given.map { URL(fileURLWithPath: $0) }, revision: String(toolkit.dataDigest.prefix(16)))
        let data = try source.resolve()
        return ChosenData(
            runs: RunData(folder: data.folder, name: data.name, digest: data.digest),
            description: BookData(
                name: data.name, note: data.origin.line + ".", trainingImages: data.trainingCount,
                testImages: data.testCount),
            origin: data.origin.line)
    }
}
