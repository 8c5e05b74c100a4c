import Foundation
import Manuscript

/// A Jupyter notebook as its format describes it (nbformat 4.5).
struct NotebookFile: Encodable, Sendable {
    struct Metadata: Encodable, Sendable {
        struct Kernel: Encodable, Sendable {
            let name = "swift"
            let displayName = "Swift"
            let language = "swift"
        }

        struct Language: Encodable, Sendable {
            let name = "swift"
            let fileExtension = ".swift"
            let mimetype = "text/x-swift"
        }

        struct Author: Encodable, Sendable {
            let name: String
        }

        let kernelspec = Kernel()
        let languageInfo = Language()
        let title: String
        let authors: [Author]
    }

    let metadata: Metadata
    let nbformat = 4
    let nbformatMinor = 5
    let cells: [NotebookCell]

    /// As Jupyter itself lays it out.
    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return try encoder.encode(self) + Data("\n".utf8)
    }
}

/// A cell of a notebook.
enum NotebookCell: Encodable, Sendable {
    /// - Parameter attachments: pictures by their names, and their type of content.
    case markdown(id: String, text: String, attachments: [String: [String: String]])
    /// - Parameter count: its place among the cells that ran; nil where it did not.
    case code(id: String, text: String, count: Int?, outputs: [NotebookOutput], NotebookCellMetadata)

    private enum Key: String, CodingKey {
        case cellType, id, metadata, source, attachments, executionCount, outputs
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .markdown(let id, let text, let attachments):
            try container.encode("markdown", forKey: .cellType)
            try container.encode(id, forKey: .id)
            try container.encode([String: String](), forKey: .metadata)
            try container.encode(NotebookText.lines(text), forKey: .source)
            if !attachments.isEmpty { try container.encode(attachments, forKey: .attachments) }
        case .code(let id, let text, let count, let outputs, let metadata):
            try container.encode("code", forKey: .cellType)
            try container.encode(id, forKey: .id)
            try container.encode(metadata, forKey: .metadata)
            try container.encode(NotebookText.lines(text), forKey: .source)
            try container.encode(count, forKey: .executionCount)
            try container.encode(outputs, forKey: .outputs)
        }
    }
}

/// What Jupyter is told of a cell besides.
struct NotebookCellMetadata: Encodable, Sendable {
    struct Jupyter: Encodable, Sendable {
        let sourceHidden: Bool
    }

    /// Those that Jupyter Book knows.
    var tags: [String]?
    var jupyter: Jupyter?

    init(_ options: CellOptions) {
        let isHidden = !options.echo || options.codeFold || !options.include
        if isHidden { jupyter = Jupyter(sourceHidden: true) }
        let tag = !options.include ? "hide-cell" : isHidden ? "hide-input" : !options.output ? "hide-output" : nil
        tags = tag.map { [$0] }
        if options.error { tags = (tags ?? []) + ["raises-exception"] }
    }
}

enum NotebookText {
    /// Each with its line end, as Jupyter writes texts.
    static func lines(_ text: String) -> [String] {
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        let ended = lines.dropLast().map { $0 + "\n" } + lines.suffix(1)
        return ended.last == "" ? ended.dropLast() : ended
    }
}
