import Foundation
import Markup

/// The pages of a book as parts of one page: every anchor gets its page's name in front, and a link from page to page
/// becomes one inside.
package struct JoinedPage {
    /// The names of the pages that are parts.
    package let parts: Set<String>

    package init(parts: Set<String>) { self.parts = parts }

    /// The anchor of a part as a whole; chapters have no slash in their names, so it is no other part's anchor. It
    /// stands in mark-up and in addresses as it is, so what would end it there is written otherwise.
    package static func anchor(_ part: String) -> String {
        part.map { letter in
            let isPlain = letter.isLetter || letter.isNumber || "-_.".contains(letter)
            return isPlain
                ? String(letter) : letter.unicodeScalars.map { "~" + String($0.value, radix: 16) }.joined()
        }.joined() + "/"
    }

    /// A page's mark-up as a part.
    package func part(_ name: String, _ html: HTML) -> HTML {
        TagAttributes.changing(html) { attribute, value in
            switch attribute {
            case "id", "for": "\(Self.anchor(name))\(value)"
            case "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns":
                value.split(separator: " ").map { "\(Self.anchor(name))\($0)" }.joined(separator: " ")
            case "href": address(value, from: name)
            default: nil
            }
        }
    }

    /// Where a link leads that stands on a page of this name; an address outside of the book stays as it is.
    package func address(_ address: String, from name: String) -> String {
        let pieces = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let place = pieces.count > 1 ? String(pieces[1]) : ""
        if pieces[0].isEmpty { return "#\(Self.anchor(name))\(place)" }
        guard pieces[0].hasSuffix(".html") else { return address }
        let written = String(pieces[0].dropLast(".html".count))
        // Letters outside of ASCII stand in an address by their bytes.
        let page = HTMLEscaping.unescaped(written).removingPercentEncoding ?? written
        return parts.contains(page) ? "#\(Self.anchor(page))\(place)" : address
    }
}
