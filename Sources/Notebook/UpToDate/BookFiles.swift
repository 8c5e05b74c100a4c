import Foundation
import Manuscript
import Reading

extension Book {
    /// The files that its chapters quote, show or link to, wherever they lie.
    public var namedFiles: [URL] {
        chapters.flatMap { chapter in
            let links = ProseWalk(chapter).inlines.compactMap { inline -> String? in
                switch inline {
                case .image(let source, _, _, _): source
                case .link(let destination, _, _, _): String(destination.prefix { $0 != "#" })
                default: nil
                }
            }
            return quotedFiles(of: chapter)
                + Set(links).filter { !$0.isEmpty && LinkAddress.isLocal($0) }
                .map { ChapterFile($0, of: chapter, in: self) }.filter { $0.place != nil }.map(\.named)
        }
    }

    private func quotedFiles(of chapter: Chapter) -> [URL] {
        ProseWalk(chapter).blocks.compactMap { block in
            if case .quotedSource(let path, _, _, _) = block { folder.appendingPathComponent(path) } else { nil }
        }
    }
}
