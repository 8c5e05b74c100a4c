import Foundation
import Manuscript
import Running

/// A form in which a book is written. Each stands in a file or a folder of its own, and ``OutputFormats`` lists them.
package protocol OutputFormat: Sendable {
    /// What `--to` calls it.
    var name: String { get }
    /// What is written and where, as a line of help.
    var summary: String { get }
    /// The option that asks for it as `--to` does, without its hyphens; nil where there is none.
    var option: String? { get }
    /// Whether every build writes it.
    var isAlwaysMade: Bool { get }

    /// The path of the file to open first, from the output folder.
    func entry(of book: Book) -> String
    /// Why it cannot be made of this book on this machine; nil where it can. The rest of the book is written all the same.
    func obstacle(to book: Book) -> FormatError?
    /// Its files. The same book gives the same bytes.
    func files(of book: WovenBook) throws -> [OutputFile]
    /// Files that are made from those of other formats, once these lie in the output folder.
    ///
    /// - Throws: ``FormatError`` for what stands in the way.
    func files(from written: WrittenBook) throws -> [OutputFile]
    /// Files outside of the book that its own files are made with: as long as these are as they were, they stand.
    var tools: [URL] { get }
}

extension OutputFormat {
    package var option: String? { nil }
    package var isAlwaysMade: Bool { false }
    package var tools: [URL] { [] }

    package func obstacle(to book: Book) -> FormatError? { nil }
    package func files(of book: WovenBook) throws -> [OutputFile] { [] }
    package func files(from written: WrittenBook) throws -> [OutputFile] { [] }

    /// How the command line asks for it, such as `--to markdown`.
    package var request: String { option.map { "--\($0)" } ?? "--to \(name)" }
}

/// The files of a book as they lie in its output folder.
package struct WrittenBook {
    package let folder: URL
    /// When the book's results were computed.
    package let date: Date
    package let supervisor: Supervisor

    package init(folder: URL, date: Date, supervisor: Supervisor) {
        self.folder = folder
        self.date = date
        self.supervisor = supervisor
    }
}

/// What became of a format that a build was asked for.
public struct MadeFormat: Sendable {
    public let name: String
    /// How the command line asked for it, such as `--to markdown`.
    public let request: String
    /// The file to open first, or why the format was not made.
    public let result: Result<URL, FormatError>

    package init(name: String, request: String, result: Result<URL, FormatError>) {
        self.name = name
        self.request = request
        self.result = result
    }

    public var error: FormatError? { if case .failure(let error) = result { error } else { nil } }
    public var file: URL? { try? result.get() }
}

/// Why a format could not be made.
public struct FormatError: Error, Equatable, CustomStringConvertible {
    public let description: String

    package init(_ description: String) { self.description = description }
}
