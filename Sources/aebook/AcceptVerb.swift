import Foundation
import Notebook

/// `aebook accept`: records the numbers of the last build as those that are right.
struct AcceptVerb: Verb {
    static let name = "accept"
    static let summary =
        "Records the last build's numbers in \(AcceptedNumbers.file), so that `aebook diff` can compare with them."
    static let words: String? = "CHAPTER…"
    static let options = [Option.data]

    private let chapters: [String]
    private let data: String?

    init(_ arguments: Arguments) throws {
        chapters = arguments.words
        data = arguments.value("data")
    }

    func run(_ console: Console) throws -> Int32 {
        let reviewing = try NumberReviewing(chapters: chapters, data: data, verb: Self.name, console)
        try reviewing.review.accept(book: reviewing.folder)
        let differences = DifferenceCount(reviewing.review.differences).text
        console.print(
            "\(Wording.count(reviewing.review.shownCount, "number")) of \(reviewing.dataName) accepted"
                + (differences.isEmpty ? ", none of which differs" : ": \(differences)"))
        return 0
    }
}
