import Markup

/// How a page comes by its style sheets and scripts.
enum PageResources {
    /// They are files beside it.
    case beside
    /// They stand in the page itself.
    case inside(SingleFile)

    private static let theme = "assets/theme.js"
    private static let mathematics = "assets/katex.css"
    private static let sheet = "assets/book.css"
    private static let book = "assets/book.js"

    /// Which scripts may run: the book's own, and none that a chapter's text could bring.
    var policy: String {
        switch self {
        case .beside: "script-src 'self' file:; object-src 'none'"
        case .inside(let file):
            "script-src \([Self.theme, SearchIndex.path, Self.book].map(file.scriptDigest).joined(separator: " ")); "
                + "object-src 'none'"
        }
    }

    /// The first script runs before anything is drawn, so that a page never flashes in the wrong colors.
    func head(hasMathematics: Bool) -> HTML {
        let sheets = (hasMathematics ? [Self.mathematics] : []) + [Self.sheet]
        switch self {
        case .beside:
            let links = sheets.map { "<link rel=\"stylesheet\" href=\"\($0)\">" as HTML }
            return """
                <script src="\(Self.theme)"></script>
                \(links.joined(separator: "\n"))
                <script src="\(Self.book)" defer></script>
                """
        case .inside(let file):
            return ([file.script(Self.theme)] + sheets.map(file.styleSheet)).joined(separator: "\n")
        }
    }

    /// What stands at the end of the page: scripts that want to find it whole.
    var end: HTML {
        switch self {
        case .beside: .empty
        case .inside(let file): "\(file.script(SearchIndex.path))\n\(file.script(Self.book))\n"
        }
    }
}
