import Rendering

/// Every format that a book can be written in.
package enum OutputFormats {
    /// In the order in which help lists them.
    package static let all: [any OutputFormat] = [
        PagesFormat(), WholeBookFormat(), SingleFileFormat(), PDFFormat(), MarkdownFormat(), JupyterFormat(),
        EPUBFormat(),
    ]

    /// What every build writes.
    static var always: [any OutputFormat] { all.filter(\.isAlwaysMade) }

    package static func named(_ name: String) -> (any OutputFormat)? { all.first { $0.name == name } }
}
