/// Links of a chapter that could run a script; they are no links on the page.
enum LinkSafety {
    static func diagnostics(_ chapter: Chapter) -> [Diagnostic] {
        ProseWalk(chapter: chapter).inlines.compactMap { inline in
            guard case .link(let destination, _, _, let location) = inline else { return nil }
            guard !LinkAddress.isSafe(destination) else { return nil }
            return Diagnostic(
                at: location, "a link may not lead to \(destination)", help: "write an address with https:// or mailto:"
            )
        }
    }
}
