import Foundation

/// What the search of the pages looks through: the text of every section, chapter by chapter.
struct SearchIndex: Encodable {
    let chapters: [IndexedChapter]

    /// A chapter as the list of results names it.
    struct IndexedChapter: Encodable {
        let title: String
        let sections: [IndexedSection]
    }

    /// A section's own text, without that of the sections below it.
    struct IndexedSection: Encodable {
        /// With its number; empty for what stands before a chapter's first heading.
        let title: String
        let address: String
        let text: String
    }

    init(_ scopes: [ChapterScope]) {
        chapters = scopes.map { scope in
            IndexedChapter(
                title: "\(scope.chapter.number). \(scope.chapter.title)",
                sections: SectionTexts(scope: scope).sections)
        }
    }

    /// A script, because a page that was opened as a file may fetch no other kind of text.
    var script: OutputFile {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            // No text may end or comment out the element that the script stands in.
            let json = String(decoding: try encoder.encode(self), as: UTF8.self).replacing("<", with: "\\u003C")
            return OutputFile(path: Self.path, content: Data("window.aebookSearchIndex = \(json);\n".utf8))
        }
    }

    static let path = "assets/search-index.js"
}
