import Foundation

/// Where what the pages need is usually found.
extension PageWriter {
    /// The copy that came with the installed program, then the system's.
    public static var standardMathematicsFolders: [URL] {
        [shared("katex")] + folders("/usr/local/share/javascript/katex", "/usr/share/javascript/katex")
    }

    public static var standardFontFolders: [URL] {
        [shared("fonts")] + folders("/usr/local/share/fonts-sil-charis/woff2", "/usr/share/fonts-sil-charis/woff2")
    }

    /// `PREFIX/share/aebook/NAME`, where the program is `PREFIX/bin/aebook`.
    private static func shared(_ name: String) -> URL {
        let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        return program.resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("../share/aebook/\(name)").standardizedFileURL
    }

    private static func folders(_ paths: String...) -> [URL] { paths.map { URL(fileURLWithPath: $0) } }
}

extension PageWriter {
    /// The files of other packages that the pages hold a copy of, and the folders where they were looked for.
    static var borrowedFiles: [URL] {
        let katex = KaTeXFiles.find(in: standardMathematicsFolders).map { [$0.script, $0.styleSheet, $0.fonts] } ?? []
        return standardMathematicsFolders + standardFontFolders + katex
            + (BookFont.find(in: standardFontFolders)?.places ?? [])
    }
}
