import Digests
import Foundation
import Markup

/// The page of the whole book with everything inside: one file to send or to keep.
struct SingleFile {
    /// The book's other files by their paths, as its pages name them.
    let files: [String: Data]

    init(_ files: [OutputFile]) {
        self.files = Dictionary(files.map { ($0.path, $0.content) }) { first, _ in first }
    }

    /// The page's pictures become part of it.
    func holdingPictures(_ html: HTML) -> HTML {
        TagAttributes.changing(html) { name, value in
            ["src", "srcset"].contains(name) ? dataAddress(value) : nil
        }
    }

    /// A style sheet with the fonts that it names.
    func styleSheet(_ path: String) -> HTML {
        let folder = path.split(separator: "/").dropLast().map { "\($0)/" }.joined()
        let sheet = text(path).replacing(/url\(["']?([^)"']+)["']?\)/) { match in
            dataAddress(folder + match.output.1).map { "url(\"\($0)\")" } ?? String(match.output.0)
        }
        return HTML(trusted: "<style>\n\(sheet)</style>")
    }

    func script(_ path: String) -> HTML { HTML(trusted: "<script>\(text(path))</script>") }

    /// What the page's policy calls the script: no other text runs, whatever stands in a chapter.
    func scriptDigest(_ path: String) -> String {
        var digest = SHA256()
        digest.update(text(path).utf8)
        return "'sha256-\(Data(digest.bytes()).base64EncodedString())'"
    }

    private func text(_ path: String) -> String { String(decoding: files[path] ?? Data(), as: UTF8.self) }

    /// Nil for what is no file of the book.
    private func dataAddress(_ address: String) -> String? {
        let path = address.removingPercentEncoding ?? address
        guard let content = files[path] else { return nil }
        return "data:\(Self.type(of: path));base64,\(content.base64EncodedString())"
    }

    private static func type(of path: String) -> String {
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return [
            "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
            "svg": "image/svg+xml", "webp": "image/webp", "avif": "image/avif", "woff2": "font/woff2",
        ][ending] ?? "application/octet-stream"
    }
}
