import Foundation
import Reading

/// `aebook new DIR`: makes a small book to begin with.
struct NewVerb: Verb {
    static let name = "new"
    static let summary = "Makes a small book in a new folder: two chapters with a training and its figures."
    static let words: String? = "DIR"
    static let options: [Option] = []

    private let place: String

    init(_ arguments: Arguments) throws {
        guard arguments.words.count == 1, let place = arguments.words.first, !place.isEmpty else {
            throw UsageError("`new` takes one folder, such as `aebook new my-book`", verb: Self.name)
        }
        self.place = place
    }

    func run(_ console: Console) throws -> Int32 {
        let folder = URL(fileURLWithPath: place, isDirectory: true).standardizedFileURL
        try check(folder)
        for (path, content) in Self.files {
            let file = folder.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(content).write(to: file, options: .atomic)
        }
        for line in closing { console.print(line) }
        return 0
    }

    /// Nothing that somebody has written is ever in the way.
    private func check(_ folder: URL) throws {
        guard FileManager.default.fileExists(atPath: folder.path) else { return }
        guard BookLocation.isFolder(folder) else {
            throw Failure("aebook: error: \(place) is a file; name a new folder")
        }
        guard try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty else {
            throw Failure("aebook: error: \(place) is not empty; name a new folder")
        }
    }

    private static var files: [(path: String, content: [UInt8])] {
        [
            ("chapters/book.yml", PackageResources.book_yml),
            ("chapters/01-pictures.md", PackageResources.pictures_md),
            ("chapters/02-two-numbers.md", PackageResources.two_numbers_md),
            (".gitignore", PackageResources.gitignore),
        ]
    }

    private var closing: [String] {
        let move = place == "." ? "" : "cd \(quoted(place)) && "
        return [
            "\(place): a book with two chapters. Next:",
            "  \(move)aebook serve --open    writes its pages and shows them while you change the chapters",
            "  \(move)aebook build           writes its pages once",
        ]
    }

    /// As a shell takes it for one word.
    private func quoted(_ word: String) -> String {
        let isPlain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./+".contains($0)) }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
