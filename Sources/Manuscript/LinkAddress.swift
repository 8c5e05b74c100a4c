import Foundation

/// What may stand in a link or a picture, and how the book's own addresses are written.
package enum LinkAddress {
    /// The scheme in lower case, such as `https`; nil for a relative address.
    package static func scheme(of address: String) -> String? {
        // Browsers skip white space and control characters in front of and inside of a scheme.
        let visible = String(address.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F })
        return scheme(before: visible.utf8)
    }

    /// Letters, digits and some marks up to a colon; no pattern, for a chapter may have many links.
    private static func scheme(before text: String.UTF8View) -> String? {
        let name = text.prefix { byte in
            switch byte {
            case 0x41...0x5A, 0x61...0x7A, 0x30...0x39, 0x2B, 0x2D, 0x2E: true
            default: false
            }
        }
        guard let first = name.first, first >= 0x41, text[name.endIndex...].first == 0x3A else { return nil }
        return String(Substring(name)).lowercased()
    }

    /// Whether following the address cannot run a script.
    package static func isSafe(_ address: String) -> Bool {
        scheme(of: address).map { ["http", "https", "mailto"].contains($0) } ?? true
    }

    /// Whether the address lies beside the page, so that nothing is fetched from a network.
    package static func isLocal(_ address: String) -> Bool {
        // Browsers skip line ends and tabs, and white space in front, and take a backslash for a slash.
        let visible = address.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }
        let marks = visible.prefix(2).filter { $0 == "/" || $0 == "\\" }
        return scheme(of: address) == nil && marks.count < 2
    }

    /// The address of a place on a chapter's page, seen from another page of the book.
    package static func page(_ chapter: String, anchor: String? = nil) -> String {
        let file = encoded("\(chapter).html", .urlPathAllowed)
        return anchor.map { "\(file)\(fragment($0))" } ?? file
    }

    /// The address of what a label names, seen from a chapter's page. A chapter's title has no anchor of its own.
    package static func place(_ target: ReferenceTarget, from chapter: Chapter) -> String {
        guard !target.anchor.isEmpty else { return page(target.chapter) }
        return target.chapter == chapter.name ? fragment(target.anchor) : page(target.chapter, anchor: target.anchor)
    }

    package static func fragment(_ anchor: String) -> String { "#\(encoded(anchor, .urlFragmentAllowed))" }

    /// The address of a file of the output folder.
    package static func file(_ path: String) -> String { encoded(path, .urlPathAllowed) }

    private static func encoded(_ text: String, _ allowed: CharacterSet) -> String {
        // A colon in the first part of a relative address would read as a scheme.
        text.addingPercentEncoding(withAllowedCharacters: allowed.subtracting(CharacterSet(charactersIn: ":"))) ?? text
    }
}
