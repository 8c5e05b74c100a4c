import Manuscript

/// What the Markdown of GitHub and that of Jupyter's notebooks say in different ways.
enum MarkdownDialect: Sendable {
    case gitHub, jupyter

    /// The address of a chapter's file, seen from another chapter's.
    func address(ofChapter name: String) -> String {
        switch self {
        case .gitHub: LinkAddress.file("\(name).md")
        case .jupyter: LinkAddress.file("\(name).ipynb")
        }
    }

    /// The list of chapters.
    static let contents = "README.md"

    /// The address of a picture of the book.
    func address(ofPicture path: String) -> String {
        switch self {
        case .gitHub: LinkAddress.file(path)
        case .jupyter: "attachment:\(Self.attachment(path))"
        }
    }

    /// The address of another file of the book, or of its pages.
    func address(ofFile path: String) -> String {
        switch self {
        case .gitHub: LinkAddress.file(path)
        case .jupyter: "../\(LinkAddress.file(path))"
        }
    }

    /// What a picture is called inside of a notebook's cell.
    static func attachment(_ path: String) -> String {
        String(path.map { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) ? $0 : "-" })
    }
}
