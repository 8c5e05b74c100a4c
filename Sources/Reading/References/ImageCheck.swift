import Foundation
import Manuscript

/// Looks whether an image that a chapter's Markdown names lies beside the chapter.
struct ImageCheck {
    let book: Book
    let chapter: Chapter

    func faults(of source: String, at location: SourceLocation) -> [Diagnostic] {
        let end = location.column.map { $0 + source.count }
        return fault(of: source, at: location).map { [$0.with(endColumn: .some(end))] } ?? []
    }

    private func fault(of source: String, at location: SourceLocation) -> Diagnostic? {
        guard LinkAddress.isLocal(source) else { return remote(source, at: location) }
        switch ChapterFile(source, of: chapter, in: book).kind {
        case .file: return nil
        case .missing(let near):
            let message = "there is no image `\(source)` beside the chapter"
            let help = near.map { "did you mean `\($0)`?" } ?? "name it as seen from the chapter's folder"
            return Diagnostic(code: .missingImage, at: location, message, help: help)
        case .outside:
            return Diagnostic(
                code: .outsideFile, at: location, OutsideFile.message(source), help: OutsideFile.help)
        case .folder, .unreadable:
            return Diagnostic(code: .missingImage, at: location, "`\(source)` is no image that can be read")
        }
    }

    private func remote(_ source: String, at location: SourceLocation) -> Diagnostic {
        Diagnostic(
            code: .remoteImage, at: location, "the image `\(source)` is not a file: a page fetches nothing",
            help: "save it beside the chapter and name the file")
    }
}
