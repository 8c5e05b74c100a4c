import Foundation
import Notebook

/// `aebook clean`: removes what can be computed again.
struct CleanVerb: Verb {
    static let name = "clean"
    static let summary = "Removes everything that builds have written: the cache with its trainings, and the pages."
    static let words: String? = nil
    static let options = [
        Option(name: "output", value: "DIR", summary: "the folder that the pages were written to, if not output/")
    ]

    private let output: String?

    init(_ arguments: Arguments) throws { output = arguments.value("output") }

    func run(_ console: Console) throws -> Int32 {
        let folder = try BookFolder.find()
        let removed = try BookCleaner.clean(book: folder, output: try OutputPlace.folder(output, book: folder))
        guard removed.files > 0 else {
            console.print("nothing to remove")
            return 0
        }
        console.print("removed \(Wording.count(removed.files, "file")), \(Wording.bytes(removed.bytes))")
        return 0
    }
}
