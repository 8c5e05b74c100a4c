import Foundation
import Manuscript
import Notebook

/// What the grammar forbids in a chapter's cells.
enum CellErrors {
    static func all(in chapter: Chapter) -> [String] {
        let book = Book(
            folder: URL(fileURLWithPath: "/nowhere"), settings: BookSettings(title: ""), chapters: [chapter],
            references: [:])
        let found = try? BookCheck(mathematicsFolders: []).diagnostics(of: book, found: [])
        return (found ?? []).filter { $0.code == .syntaxError }.map(\.message)
    }
}
