import Foundation
import Running
import Transcript

/// Something that a notebook's cell showed.
enum NotebookOutput: Encodable, Sendable {
    case stream(String)
    /// The value of the cell itself, or something else that it showed: the same content in several types.
    case result(count: Int, data: [String: NotebookContent], shape: NotebookPicture?)
    case display(data: [String: NotebookContent], shape: NotebookPicture?)
    case error(name: String, value: String, traceback: [String])

    private enum Key: String, CodingKey {
        case outputType, name, text, executionCount, data, metadata, ename, evalue, traceback
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .stream(let text):
            try container.encode("stream", forKey: .outputType)
            try container.encode("stdout", forKey: .name)
            try container.encode(NotebookText.lines(text), forKey: .text)
        case .result(let count, let data, let shape):
            try container.encode("execute_result", forKey: .outputType)
            try container.encode(count, forKey: .executionCount)
            try encode(data, shape, to: &container)
        case .display(let data, let shape):
            try container.encode("display_data", forKey: .outputType)
            try encode(data, shape, to: &container)
        case .error(let name, let value, let traceback):
            try container.encode("error", forKey: .outputType)
            try container.encode(name, forKey: .ename)
            try container.encode(value, forKey: .evalue)
            try container.encode(traceback, forKey: .traceback)
        }
    }

    private func encode(
        _ data: [String: NotebookContent], _ shape: NotebookPicture?, to container: inout KeyedEncodingContainer<Key>
    ) throws {
        try container.encode(data, forKey: .data)
        try container.encode(shape.map { ["image/png": $0] } ?? [:], forKey: .metadata)
    }
}

/// How Jupyter shows a picture, in CSS pixels.
struct NotebookPicture: Encodable, Sendable {
    let width: Int
    let height: Int
    let alt: String
}

/// Content of one type.
enum NotebookContent: Encodable, Sendable {
    case text(String)
    case bytes(Data)

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(NotebookText.lines(text))
        case .bytes(let bytes): try container.encode(bytes.base64EncodedString())
        }
    }
}

extension NotebookOutput {
    static func printed(_ text: String) -> NotebookOutput { .stream(PrintedText(text).text + "\n") }

    static func failure(_ failure: CellFailure) -> NotebookOutput {
        let lines = failure.diagnostics.flatMap { diagnostic in
            ["\(diagnostic.location.description): \(diagnostic.message)"] + (diagnostic.help.map { [$0] } ?? [])
        }
        return .error(name: failure.title, value: failure.diagnostics.first?.message ?? "", traceback: lines)
    }

    static func text(_ text: String, count: Int?) -> NotebookOutput {
        let data = ["text/plain": NotebookContent.text(PrintedText(text).text)]
        return count.map { .result(count: $0, data: data, shape: nil) } ?? .display(data: data, shape: nil)
    }

    static func table(_ table: Table) -> NotebookOutput {
        .display(
            data: ["text/html": .text(NotebookTable(table).html.source), "text/plain": .text(PlainTable(table).text)],
            shape: nil)
    }

    static func figure(_ figure: FigureFiles, _ picture: Data, alternative: String) -> NotebookOutput {
        .display(
            data: ["image/png": .bytes(picture), "text/plain": .text(alternative)],
            shape: NotebookPicture(width: figure.width, height: figure.height, alt: alternative))
    }
}
