import Foundation
import Markup

/// A picture that a chapter's Markdown names.
package struct ChapterImage: Equatable {
    /// Where it lies in the output folder.
    package let path: String
    /// In CSS pixels; nil where the file is no PNG.
    package let size: (width: Int, height: Int)?

    package static func == (left: ChapterImage, right: ChapterImage) -> Bool {
        left.path == right.path && left.size?.width == right.size?.width && left.size?.height == right.size?.height
    }

    package init(path: String, content: Data) {
        self.path = path
        size = Self.pngSize(content)
    }

    var sizeAttributes: HTML { size.map { " width=\"\($0.width)\" height=\"\($0.height)\"" } ?? .empty }

    /// The first chunk of a PNG file holds width and height as big-endian numbers (PNG specification, 11.2.2).
    private static func pngSize(_ content: Data) -> (Int, Int)? {
        let bytes = [UInt8](content.prefix(24))
        guard bytes.count == 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return nil }
        func number(at offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (number(at: 16), number(at: 20))
    }
}
