import Digests
import Foundation
import Manuscript

/// The files that tell a reader what an EPUB holds: the container, the package document and the contents.
struct EPUBPackage {
    struct Item {
        let file: String
        let type: String
        var properties: [String] = []
    }

    let settings: BookSettings
    let date: Date
    let items: [Item]
    /// The files to read, in order.
    let spine: [String]

    static let container = """
        <?xml version="1.0" encoding="UTF-8"?>
        <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
        <rootfiles>
        <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
        </rootfiles>
        </container>

        """

    var document: String {
        let direction = settings.isRightToLeft ? " page-progression-direction=\"rtl\"" : ""
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="book" \
            xml:lang="\(escaped(settings.language))">
            <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
            \(metadata.joined(separator: "\n"))
            </metadata>
            <manifest>
            \(items.map(line).joined(separator: "\n"))
            </manifest>
            <spine\(direction)>
            \(spine.map { "<itemref idref=\"\(identifier($0))\"/>" }.joined(separator: "\n"))
            </spine>
            </package>

            """
    }

    private var metadata: [String] {
        func element(_ name: String, _ text: String) -> [String] {
            text.isEmpty ? [] : ["<dc:\(name)>\(escaped(text))</dc:\(name)>"]
        }
        let about = settings.description.split { $0.isWhitespace }.joined(separator: " ")
        return ["<dc:identifier id=\"book\">\(Self.identifier(of: settings))</dc:identifier>"]
            + element("title", settings.title) + element("language", settings.language)
            + element("creator", settings.author) + element("description", about.isEmpty ? settings.subtitle : about)
            + [
                "<meta property=\"dcterms:modified\">\(date.formatted(.iso8601))</meta>",
                "<meta property=\"schema:accessMode\">textual</meta>",
                "<meta property=\"schema:accessMode\">visual</meta>",
                "<meta property=\"schema:accessibilityFeature\">alternativeText</meta>",
                "<meta property=\"schema:accessibilityFeature\">MathML</meta>",
                "<meta property=\"schema:accessibilityFeature\">tableOfContents</meta>",
                "<meta property=\"schema:accessibilityHazard\">none</meta>",
            ]
    }

    private func line(_ item: Item) -> String {
        let properties = item.properties.isEmpty ? "" : " properties=\"\(item.properties.joined(separator: " "))\""
        return "<item id=\"\(identifier(item.file))\" href=\"\(item.file)\" media-type=\"\(item.type)\"\(properties)/>"
    }

    private func identifier(_ file: String) -> String { EPUBName.identifier(file) }
    private func escaped(_ text: String) -> String { XMLNode.escaped(text) }

    /// The same for every edition of a book by this name (RFC 9562, version 8).
    private static func identifier(of settings: BookSettings) -> String {
        var digits = Array(SHA256.hexadecimal(fields: ["title": settings.title, "author": settings.author]).prefix(32))
        digits[12] = "8"
        digits[16] = "a"
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
        return "urn:uuid:\(parts.joined(separator: "-"))"
    }
}
