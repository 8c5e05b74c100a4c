import Foundation
import TestSupport

/// What a golden book was written as besides its pages, without what differs between two builds.
struct GoldenFormats {
    /// The book's output folder.
    let output: URL

    /// By names for the files of `expected`.
    func files() throws -> [String: String] {
        var found: [String: String] = [:]
        for name in names(in: "markdown") where name.hasSuffix(".md") {
            found[name] = StablePage.masked(try text("markdown/\(name)"))
        }
        for name in names(in: "notebooks") {
            found[name] = StablePage.masked(try text("notebooks/\(name)"))
                .replacing(/"image\/png" : "[^"]*"/, with: "\"image/png\" : \"…\"")
        }
        for name in names(in: "") where name.hasSuffix(".epub") {
            let entries = try ReadingTools.entries(of: output.appendingPathComponent(name))
            found["epub.txt"] = entries.map { "\($0.path)\n" }.joined()
            for (path, text) in entries where path.hasSuffix("html") || path.hasSuffix(".opf") {
                let file = path.split(separator: "/").last.map(String.init) ?? path
                // The page of what the trainings cost tells of the machine.
                if file != "computation.xhtml" { found["epub-\(file)"] = Self.stable(text) }
            }
        }
        return found
    }

    /// Of a formula its TeX is compared.
    private static func stable(_ text: String) -> String {
        StablePage.masked(text)
            .replacing(/(?s)<math [^>]*alttext="([^"]*)"[^>]*>.*?<\/math>/) { "[TeX \($0.output.1)]" }
            .replacing(/\d{4}-\d\d-\d\dT[\d:]*Z/, with: "…")
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOf: output.appendingPathComponent(path), encoding: .utf8)
    }

    private func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: output.appendingPathComponent(folder).path)) ?? []
    }
}
