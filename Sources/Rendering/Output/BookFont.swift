import Foundation

/// The face of the text, copied into the book so that it looks the same everywhere: Charis SIL, after Matthew Carter's
/// Charter (Debian: fonts-sil-charis). Without it, the reader's machine brings a serif of its own.
package struct BookFont: Equatable {
    package let folder: URL

    private static let faces = [
        (file: "CharisSIL-Regular.woff2", style: "normal", weight: 400),
        (file: "CharisSIL-Italic.woff2", style: "italic", weight: 400),
        (file: "CharisSIL-Bold.woff2", style: "normal", weight: 700),
    ]

    /// The first of these folders that holds every face.
    package static func find(in folders: [URL]) -> BookFont? {
        folders.first { folder in
            faces.allSatisfy { FileManager.default.fileExists(atPath: folder.appendingPathComponent($0.file).path) }
        }.map(BookFont.init)
    }

    /// Where its faces lie.
    package var places: [URL] { Self.faces.map { folder.appendingPathComponent($0.file) } }

    package var styleSheet: String {
        Self.faces.map { face in
            """
            @font-face {
                font-family: "Charis SIL";
                src: url("fonts/\(face.file)") format("woff2");
                font-style: \(face.style);
                font-weight: \(face.weight);
                font-display: block;
            }
            """
        }.joined(separator: "\n")
    }

    package func files() throws -> [OutputFile] {
        try Self.faces.map { face in
            OutputFile(
                path: "assets/fonts/\(face.file)",
                content: try Data(contentsOf: folder.appendingPathComponent(face.file)))
        }
    }
}
