import Foundation

/// Writes chapters that nobody would: pieces of real ones, changed in ways that a seed decides on.
struct ChapterMutator {
    private let chapters: [[Character]]
    var chance: Chance

    /// The repository's own chapters, and those of its tests.
    init(seed: UInt64) throws {
        chance = Chance(state: seed)
        let own = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        let root = (0..<4).reduce(own) { place, _ in place.deletingLastPathComponent() }
        let folders = ["chapters", "docs/chapters", "Tests"].map { root.appendingPathComponent($0) }
        chapters = folders.flatMap { folder in
            let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
            return paths.sorted().filter { $0.hasSuffix(".md") }.compactMap { path in
                (try? String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)).map(Array.init)
            }
        }
    }

    mutating func chapter() -> String {
        var text = piece(atMost: 3_000)
        // To set a formula takes longer than all else together.
        if chance.share() < 0.9 { text.removeAll { $0 == "$" } }
        for _ in 0..<Int(chance.share() * 8) { change(&text) }
        return (chance.share() < 0.8 ? "# T\n\n" : "") + String(text)
    }

    private mutating func piece(atMost limit: Int) -> [Character] {
        let chapter = chance.pick(chapters)
        let start = place(in: chapter)
        return Array(chapter[start..<min(chapter.count, start + Int(chance.share() * Double(limit)))])
    }

    private mutating func place(in text: [Character]) -> Int { Int(chance.share() * Double(text.count)) }

    private mutating func change(_ text: inout [Character]) {
        let start = place(in: text)
        let end = min(text.count, start + Int(chance.share() * 60))
        switch Int(chance.share() * 6) {
        case 0: text.removeSubrange(start..<end)
        case 1: text.insert(contentsOf: Array(text[start..<end]), at: place(in: text))
        case 2: text.insert(contentsOf: piece(atMost: 200), at: start)
        case 3:
            let token = chance.pick(Self.tokens)
            text.insert(contentsOf: String(repeating: token, count: 1 + Int(chance.share() * 40)), at: start)
        case 4: text.replaceSubrange(start..<end, with: Array(chance.pick(Self.tokens)))
        default: text.insert(contentsOf: Array(chance.pick(Self.tokens)), at: start)
        }
    }

    /// What Markdown, YAML, Swift, HTML and TeX make something of, and what no editor shows.
    private static let tokens = [
        "`", "```", "~~~", "```swift run\n", "\n```\n", "//| label: fig-a\n", "//| fig-cap: ", "`{swift} ", "{#fig-a}",
        "{#sec-b}", "@fig-a", "@", "[@a]", "[^n]", "[^n]: ", "[", "]", "](", "][", "{", "}", "]{claim=\"", "\"}",
        "{.constant}", "|", "|---|", "\n|", ">", "> ", "\n> ", "> [!NOTE]\n", "- ", "1. ", "\n\n", "\n", "    ", "\t",
        "# ", "## ", "---", "---\ntitle: ", "&a ", "*a ", "*", "**", "_", "~~", "<", "<!--", "-->", "<pre>", "</div>",
        "<a href=\"", "&#x6A;", "$", "$$", "\\", "\\begin{pmatrix}", "\\frac", "{", "\\(", "![", "![a](", "../", "#",
        "://", "http://", "www.", ":::", ": ", "\u{0}", "\u{7}", "\u{1B}[", "\r", "\r\n", "\u{85}", "\u{A0}",
        "\u{2028}", "\u{200D}", "\u{3000}", "\u{FEFF}", "\u{301}", "é", "日本", "👩‍👩‍👧", "\u{202E}", "0", "1.5",
        "1e999", "−", "%", "\"", "'", "let x = ", "func f() {", "(", ")", "if x {", "/a/", "#if", "import ", "\"\"\"",
        "#\"", "\\(", "+++ ", "```diff\n- a\n+ b\n",
    ]
}
