import Foundation
import Testing

/// Builds chapters whose HTML, links and formulas want to run a script or to fetch something, and looks whether a page
/// would.
struct PayloadCampaign {
    private var chance: Chance
    private let seed: UInt64
    private(set) var payloads = 0
    private(set) var leaks = 0

    private static let batch = 60
    private static let host = "evil.example"

    init(seed: UInt64) { (self.seed, chance) = (seed, Chance(state: seed)) }

    mutating func run() throws {
        let texts = (0..<Self.batch).map { _ in payload() }
        payloads += texts.count
        let chapters = texts.enumerated().map { ("\($0 + 1)-a", "# T\n\n\($1)\n\nEnd.\n") }
        let book = try SmallBook(Dictionary(uniqueKeysWithValues: chapters))
        defer { book.remove() }
        let build = try TimedCommand(["build"], in: book, seconds: 120)
        #expect(build.isSound, "payloads with the seed \(seed)")
        for (name, text) in chapters {
            let file = book.folder.appendingPathComponent("output/\(name).html")
            guard let page = try? String(contentsOf: file, encoding: .utf8), let leak = Self.leak(in: page) else {
                continue
            }
            leaks += 1
            Issue.record("\(text)\ncame through as\n\(leak)")
        }
    }

    private mutating func payload() -> String {
        let (address, event) = (disguised(chance.pick(Self.addresses)), chance.pick(["onload", "ONERROR", "onfocus"]))
        return chance.pick(Self.forms).replacing("ADDRESS", with: address).replacing("EVENT", with: event)
    }

    /// An address as a browser still reads it.
    private mutating func disguised(_ address: String) -> String {
        switch Int(chance.share() * 5) {
        case 0: address.map { chance.share() < 0.5 ? "&#x\(String($0.asciiValue ?? 0, radix: 16));" : "\($0)" }.joined()
        case 1: address.map { chance.share() < 0.5 ? "&#\($0.asciiValue ?? 0)" + ";" : "\($0)" }.joined()
        case 2: address.map { chance.share() < 0.5 ? $0.uppercased() : "\($0)" }.joined()
        case 3: address.replacing(":", with: "&Tab;:")
        default: address
        }
    }

    private static let addresses = [
        "javascript:alert(1)", "https://\(host)/x", "//\(host)/x", "/\\\(host)/x", "\\\\\(host)\\x", "vbscript:x",
        "data:text/html,<script>alert(1)</script>", " https://\(host)/x", "h\nttps://\(host)/x",
    ]
    private static let forms = [
        "<img src=\"ADDRESS\">", "<img src='ADDRESS' EVENT=alert(1)>", "<a href=\"javascript:ADDRESS\">a</a>",
        "<svg EVENT=alert(1)><image href=\"ADDRESS\"/></svg>", "<script src=\"ADDRESS\"></script>",
        "<script>fetch('ADDRESS')</script>", "<iframe src=\"ADDRESS\"></iframe>", "<object data=\"ADDRESS\"></object>",
        "<embed src=\"ADDRESS\">", "<video poster=\"ADDRESS\"></video>", "<p style=\"background:url('ADDRESS')\">a</p>",
        "<div style=\"background:image-set('ADDRESS' 1x)\">a</div>", "<link rel=stylesheet href=\"ADDRESS\">",
        "<meta http-equiv=refresh content=\"0;url=ADDRESS\">", "<base href=\"ADDRESS\">",
        "<style>@import 'ADDRESS';</style>",
        "<form action=\"ADDRESS\"><input EVENT=alert(1) autofocus></form>", "![a](<ADDRESS>)",
        "[a](<javascript:ADDRESS>)",
        "<img srcset=\"ADDRESS 2x\">", "<input type=image src=\"ADDRESS\">", "<audio src=\"ADDRESS\"></audio>",
        "<table background=\"ADDRESS\"><tr><td>a</td></tr></table>",
        "<math><maction xlink:href=\"ADDRESS\">a</maction></math>",
        "<a href=\"ADDRESS\" ping=\"ADDRESS\">a</a>", "$\\href{ADDRESS}{a}$", "$\\includegraphics{ADDRESS}$",
        "text <b EVENT=\"alert(1)\">a</b> <img src=ADDRESS>", "<body EVENT=alert(1)>", "<x EVENT=alert(1) tabindex=1>",
    ]

    /// The first tag of a page that fetches from another place, or runs what the page does not bring along.
    private static func leak(in page: String) -> String? {
        for tag in page.matches(of: /<([A-Za-z][A-Za-z0-9:-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/) {
            let (name, attributes) = (tag.1.lowercased(), String(tag.2))
            let isOwnScript = name == "script" && attributes.contains("src=\"assets/")
            if ["script", "iframe", "object", "embed", "base", "form"].contains(name), !isOwnScript {
                return String(tag.0)
            }
            for attribute in attributes.matches(of: /([A-Za-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/) {
                let value = String(attribute.2 ?? attribute.3 ?? attribute.4 ?? "")
                if fetches(name, attribute.1.lowercased(), value) { return String(tag.0) }
            }
        }
        return nil
    }

    private static func fetches(_ tag: String, _ attribute: String, _ value: String) -> Bool {
        let plain = value.lowercased().filter { !$0.isWhitespace }
        if attribute.hasPrefix("on") { return true }
        if tag == "a", attribute == "href" { return plain.hasPrefix("javascript") || plain.hasPrefix("vbscript") }
        let loading = [
            "src", "srcset", "poster", "background", "data", "href", "xlink:href", "style", "ping", "action",
        ]
        return loading.contains(attribute) && (plain.contains(host) || plain.contains("javascript:"))
    }
}
