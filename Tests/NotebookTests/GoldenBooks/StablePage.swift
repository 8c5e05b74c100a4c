import Foundation

/// A page without what differs between two builds of the same book, or between two versions of KaTeX.
struct StablePage {
    /// The element `main`, or nothing where there is none.
    let main: String

    init(_ html: String) {
        let start = html.range(of: "<main")?.lowerBound ?? html.endIndex
        let end = html.range(of: "</main>")?.upperBound ?? html.endIndex
        let element = start < end ? String(html[start..<end]) : ""
        main = Self.masked(Self.withTeX(element)) + "\n"
    }

    /// Without dates, durations, sizes of memory and digests.
    static func masked(_ text: String) -> String {
        text.replacing(/<time [^>]*>[^<]*<\/time>/, with: "<time>…</time>")
            .replacing(/\b\d{1,2} [A-Z][a-z]+ \d{4}, \d{2}:\d{2} UTC/, with: "…")
            .replacing(/\b\d+(?:\.\d+)? GB\b/, with: "… GB")
            .replacing(/\b\d+\.\d s\b/, with: "… s")
            .replacing(/\b[0-9a-f]{12,64}\b/, with: "…")
    }

    /// With the TeX in the place of each formula.
    private static func withTeX(_ html: String) -> String {
        var (result, rest) = ("", html[...])
        while let start = rest.range(of: "<span class=\"katex\">") {
            let formula = element(at: start.lowerBound, in: rest)
            let tex = formula.firstMatch(of: /<annotation encoding="application\/x-tex">(.*?)<\/annotation>/)
            result += rest[..<start.lowerBound] + "[TeX \(tex.map { String($0.1) } ?? "without source")]"
            rest = rest[formula.endIndex...]
        }
        return result + rest
    }

    /// A `span` from its start to its own end.
    private static func element(at start: String.Index, in html: Substring) -> Substring {
        var depth = 0
        for tag in html[start...].matches(of: /<(\/?)span\b/) {
            depth += tag.1.isEmpty ? 1 : -1
            if depth == 0 {
                let end = html[tag.range.upperBound...].firstIndex(of: ">").map(html.index(after:)) ?? html.endIndex
                return html[start..<end]
            }
        }
        return html[start...]
    }
}
