/// The kinds of a callout, as its mark `[!NOTE]` names them.
package enum Callout {
    /// A chapter's findings: shown at the top of its page, although it stands below the cells that compute them.
    package static let summary = "summary"

    package static let kinds = ["note", "tip", "important", "warning", "caution", summary]

    package static func title(_ kind: String) -> String {
        kind == summary ? "In one minute" : kind.prefix(1).uppercased() + kind.dropFirst()
    }
}

extension Chapter {
    /// Its blocks in the order of the page, the summaries first.
    package var blocksInPageOrder: (summaries: [Block], rest: [Block]) {
        (blocks.filter(\.isSummary), blocks.filter { !$0.isSummary })
    }
}

extension Block {
    fileprivate var isSummary: Bool {
        guard case .callout(Callout.summary, _) = self else { return false }
        return true
    }
}
