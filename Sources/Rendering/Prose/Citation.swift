import Manuscript
import Markup

/// Some works that the text cites together, such as `(Hinton and Salakhutdinov, 2006; Vincent et al., 2008)`.
struct Citation {
    let keys: [String]
    let bibliography: [String: BibliographyEntry]

    var text: String { "(\(keys.map(name).joined(separator: "; ")))" }

    var html: HTML {
        let links = keys.map { key -> HTML in
            guard bibliography[key] != nil else { return "<span class=\"unresolved\">\(key)?</span>" }
            return "<a href=\"\(LinkAddress.fragment(Self.anchor(key)))\">\(name(key))</a>"
        }
        return "<span class=\"citation\">(\(links.joined(separator: "; ")))</span>"
    }

    private func name(_ key: String) -> String { Self.name(key, in: bibliography) }

    static func name(_ key: String, in bibliography: [String: BibliographyEntry]) -> String {
        bibliography[key].map { "\($0.authors), \($0.year)" } ?? "\(key)?"
    }

    /// Anchors with a full stop are the page's own: no heading's name gives one.
    static func anchor(_ key: String) -> String { "work.\(key)" }
}
