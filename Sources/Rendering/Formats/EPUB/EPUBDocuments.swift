import Manuscript

/// The pages of an EPUB that stand around its text.
struct EPUBDocuments {
    let book: WovenBook

    private var settings: BookSettings { book.book.settings }

    /// A page as a file of XHTML.
    func page(_ title: String, _ body: String, style: String = "chapter") -> String {
        let language = XMLNode.escaped(settings.language)
        let direction = settings.isRightToLeft ? " dir=\"rtl\"" : ""
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="\(language)" \
            xml:lang="\(language)"\(direction)>
            <head>
            <title>\(XMLNode.escaped(title))</title>
            <link rel="stylesheet" type="text/css" href="book.css"/>
            </head>
            <body class="\(style)">
            \(body)
            </body>
            </html>

            """
    }

    var cover: String {
        let title = XMLNode.escaped(settings.title)
        return page(
            settings.title, "<section epub:type=\"cover\"><img src=\"cover.svg\" alt=\"\(title)\"/></section>",
            style: "cover")
    }

    /// The picture for a reader's shelf.
    var coverPicture: String {
        let lines = Self.lines(settings.title, width: 18)
        let title = lines.enumerated().map { place, line in
            text(line, y: 520 + 120 * place, size: 96, weight: "bold")
        }
        let below = 600 + 120 * lines.count
        let subtitle = Self.lines(settings.subtitle, width: 40).enumerated().map { place, line in
            text(line, y: below + 64 * place, size: 46, weight: "normal")
        }
        let author = settings.author.isEmpty ? [] : [text(settings.author, y: 1620, size: 46, weight: "normal")]
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1800" viewBox="0 0 1200 1800">
            <rect width="1200" height="1800" fill="#fffff8"/>
            <rect x="120" y="320" width="960" height="6" fill="#111111"/>
            \((title + subtitle + author).joined(separator: "\n"))
            </svg>

            """
    }

    private func text(_ line: String, y: Int, size: Int, weight: String) -> String {
        """
        <text x="120" y="\(y)" font-family="serif" font-size="\(size)" font-weight="\(weight)" fill="#111111">\
        \(XMLNode.escaped(line))</text>
        """
    }

    /// A text in lines of about so many letters.
    private static func lines(_ text: String, width: Int) -> [String] {
        text.split(separator: " ").reduce(into: [String]()) { lines, word in
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
    }

    /// The contents: the chapters with their sections, and the appendix.
    ///
    /// - Parameter pages: those of the text, by their names in the book.
    func contents(_ pages: [String: EPUBPage]) -> String {
        let chapters = book.scopes.compactMap { scope -> String? in
            guard let page = pages[scope.chapter.name] else { return nil }
            return entry(page.title, page.file, sections(of: scope, on: page))
        }
        let appendix = pages[OwnPage.computation].map { [entry($0.title, $0.file, "")] } ?? []
        return page(
            "Contents",
            """
            <nav epub:type="toc" role="doc-toc" id="toc">
            <h1>Contents</h1>
            <ol>
            \((chapters + appendix).joined(separator: "\n"))
            </ol>
            </nav>
            """, style: "contents")
    }

    private func entry(_ title: String, _ address: String, _ inside: String) -> String {
        "<li><a href=\"\(address)\">\(XMLNode.escaped(title))</a>\(inside)</li>"
    }

    /// Those of the third level below the one of the second that they belong to.
    private func sections(of scope: ChapterScope, on page: EPUBPage) -> String {
        let shown = scope.sections.filter { $0.level <= 3 }
        var groups: [(head: Section, parts: [Section])] = []
        for section in shown {
            if section.level > 2, !groups.isEmpty {
                groups[groups.count - 1].parts.append(section)
            } else {
                groups.append((section, []))
            }
        }
        func item(_ section: Section, _ inside: String) -> String {
            let title = PlainText(scope: scope).text(section.content)
            let anchor = LinkAddress.fragment(EPUBName.identifier(section.identifier))
            let words = [section.number, title].filter { !$0.isEmpty }.joined(separator: " ")
            return entry(words.isEmpty ? "…" : words, page.file + anchor, inside)
        }
        return Self.list(groups.map { head, parts in item(head, Self.list(parts.map { item($0, "") })) })
    }

    private static func list(_ items: [String]) -> String {
        items.isEmpty ? "" : "\n<ol>\n\(items.joined(separator: "\n"))\n</ol>\n"
    }
}
