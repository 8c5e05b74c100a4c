import Foundation
import Manuscript
import Notebook
import Reading
import Running

/// `aebook list`: every training of the book.
struct ListVerb: Verb {
    static let name = "list"
    static let summary = "Lists every training run of the book, as of its last build."
    static let words: String? = nil
    static let options = [
        Option(name: "json", value: nil, summary: "print a JSON array with one object per training run"), Option.data,
    ]

    private let json: Bool
    private let data: String?

    init(_ arguments: Arguments) throws {
        json = arguments.has("json")
        data = arguments.value("data")
    }

    func run(_ console: Console) throws -> Int32 {
        let folder = try BookLocation.find()
        let book = try BookText.read(folder, console).book
        let toolkit = try Toolkit(memory: BookCache(book: folder).digests)
        let data = try BookDataChoice(given: data, toolkit: toolkit).resolve(console).runs
        let records = ExperimentRecords(book: book, cache: BookCache(book: folder), toolkit: toolkit, data: data)
        guard !records.experiments.isEmpty else {
            throw Failure("aebook: error: no training of this book has been run yet; run `aebook build`")
        }
        for remark in records.remarks { console.error("aebook: \(remark)") }
        if json {
            console.draw(String(decoding: try ExperimentEntry.json(records.experiments), as: UTF8.self))
        } else {
            for line in ExperimentTable(records.experiments).lines { console.print(line) }
        }
        return 0
    }
}
