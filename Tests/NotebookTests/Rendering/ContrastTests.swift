import Foundation
import Notebook
import Rendering
import Testing

/// The style sheet's colors, held against WCAG 2.2, success criterion 1.4.3: 4.5 to 1 for text.
@Suite struct ContrastTests {
    private static let inks = [
        "ink", "quiet", "faint", "accent", "good", "alarm", "warning", "code-keyword", "code-type", "code-string",
        "code-number", "code-comment",
    ]

    @Test(arguments: [false, true])
    func everyInkCanBeReadOnEveryPaper(isDark: Bool) throws {
        let colors = try colors(isDark: isDark)
        for ink in Self.inks {
            for paper in ["paper", "raised"] { #expect(try contrast(ink, paper, colors) >= 4.5, "\(ink) on \(paper)") }
        }
        for ink in [
            "ink", "quiet", "accent", "alarm", "code-keyword", "code-string", "code-number", "code-type",
            "code-comment",
        ] {
            #expect(try contrast(ink, "alarm-paper", colors) >= 4.5, "\(ink) on alarm-paper")
        }
    }

    private func colors(isDark: Bool) throws -> [String: String] {
        let sources = try TemporaryFolder()
        let output = try TemporaryFolder()
        let sample = try SampleBook(in: sources.url)
        _ = try PageWriter(mathematicsFolders: [], fontFolders: [])
            .write(sample.book, runs: [:], data: sample.data, to: output.url)
        let sheet = try String(contentsOf: output.url.appendingPathComponent("assets/book.css"), encoding: .utf8)
        let start = try #require(sheet.range(of: isDark ? "color-scheme: dark;" : "color-scheme: light;"))
        let block = sheet[start.upperBound...].prefix { $0 != "}" }
        let pairs = block.matches(of: /--([a-z\-]+): #([0-9a-f]+);/).map { (String($0.output.1), String($0.output.2)) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private func contrast(_ ink: String, _ paper: String, _ colors: [String: String]) throws -> Double {
        let pair = try [luminance(#require(colors[ink])), luminance(#require(colors[paper]))].sorted()
        return (pair[1] + 0.05) / (pair[0] + 0.05)
    }

    /// Relative luminance of an sRGB color, as WCAG defines it.
    private func luminance(_ hex: String) throws -> Double {
        let long = hex.count == 3 ? hex.map { "\($0)\($0)" }.joined() : hex
        let number = try #require(Int(long, radix: 16))
        let parts = [16, 8, 0].map { shift -> Double in
            let value = Double(number >> shift & 255) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
}
