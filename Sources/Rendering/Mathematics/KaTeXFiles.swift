import Foundation

/// KaTeX as it is installed: a script, a style sheet and a folder of fonts (Debian: libjs-katex, fonts-katex).
package struct KaTeXFiles: Equatable {
    package let script: URL
    package let styleSheet: URL
    package let fonts: URL

    /// The first of these folders that holds all three.
    package static func find(in folders: [URL]) -> KaTeXFiles? {
        folders.lazy.compactMap(KaTeXFiles.init(folder:)).first
    }

    package init?(folder: URL) {
        func first(_ names: String...) -> URL? {
            names.map { folder.appendingPathComponent($0) }.first { FileManager.default.fileExists(atPath: $0.path) }
        }
        guard let script = first("katex.min.js", "katex.js"), let styleSheet = first("katex.min.css", "katex.css"),
            let fonts = first("fonts")
        else { return nil }
        (self.script, self.styleSheet, self.fonts) = (script, styleSheet, fonts)
    }

    /// The style sheet and the fonts that it names, as files of the output's `assets` folder.
    ///
    /// KaTeX's own sheet offers each font in three formats; the pages need the smallest one only.
    package func assets() throws -> [OutputFile] {
        let sheet = try String(contentsOf: styleSheet, encoding: .utf8)
            .replacing(/,url\([^)]*\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/, with: "")
            .replacing(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\(["'](?:woff|truetype)["']\)/, with: "")
        let names = Set(sheet.matches(of: /url\(["']?fonts\/([A-Za-z0-9_\-.]+)["']?\)/).map { String($0.output.1) })
        let fontFiles = try names.sorted().map { name in
            OutputFile(path: "assets/fonts/\(name)", content: try Data(contentsOf: fonts.appendingPathComponent(name)))
        }
        return [OutputFile(path: "assets/katex.css", content: Data(sheet.utf8))] + fontFiles
    }
}
