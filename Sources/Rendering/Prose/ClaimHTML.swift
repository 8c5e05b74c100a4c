import Markup
import Running
import Transcript

/// A claim of the prose, and the evidence for it: in a box that opens at the mouse, a touch or the keyboard's focus, and on
/// paper in a numbered note behind the chapter. A claim that does not hold says so in the text itself.
struct ClaimHTML {
    let scope: ChapterScope
    let index: Int
    let content: HTML

    var html: HTML {
        guard let outcome = scope.outcome(ofClaim: index) else {
            let (title, mark) =
                scope.isRunning
                ? ("This claim is checked when its chapter has run.", "not checked yet")
                : ("This claim was not checked.", "not checked")
            return "\(content)<span class=\"value not-run\" title=\"\(title)\">\(mark)</span>"
        }
        switch outcome.holds {
        case true?: return held(outcome)
        case false?: return failed(outcome)
        case nil: return notApplicable
        }
    }

    private func held(_ outcome: ClaimOutcome) -> HTML {
        """
        <span class="claim" tabindex="0">\(content)\(mark("✓"))\
        <span class="evidence" role="note"><span class="evidence-lead">Checked: </span>\(outcome.evidence)\
        \(source)</span></span>
        """
    }

    /// On paper, the number of the note stands in its place.
    private func mark(_ sign: HTML) -> HTML {
        "<span class=\"claim-mark\" aria-hidden=\"true\" data-note=\"\(index + 1)\">\(sign)</span>"
    }

    /// The evidence of all claims that hold, by number, for the end of the printed chapter.
    static func notes(_ scope: ChapterScope) -> HTML {
        let items: [HTML] = scope.chapter.claims.indices.compactMap { index in
            guard let outcome = scope.outcome(ofClaim: index), outcome.holds == true else { return nil }
            return "<li value=\"\(index + 1)\">\(outcome.evidence)</li>"
        }
        guard !items.isEmpty else { return .empty }
        return """
            <section class="claim-notes" hidden>
            <h2>What was checked</h2>
            <ol>
            \(items.joined(separator: "\n"))
            </ol>
            </section>
            """
    }

    private func failed(_ outcome: ClaimOutcome) -> HTML {
        """
        <span class="claim failed" id="\(Self.anchor(index))">\(content) \
        <strong class="claim-failure">✗ does not hold: \(outcome.evidence)</strong></span>
        """
    }

    private var notApplicable: HTML {
        """
        <span class="claim other-data" tabindex="0">\(content)\(mark("○"))\
        <span class="evidence" role="note"><span class="evidence-lead">Not checked: </span>\(reason)\(source)</span></span>
        """
    }

    private var reason: HTML {
        scope.data.isQuick
            ? "a quick build has fewer seeds and epochs than this is said of"
            : "this is said of other data than \(scope.data.name), from which this page was built"
    }

    private var source: HTML {
        guard scope.chapter.claims.indices.contains(index) else { return .empty }
        let claim = scope.chapter.claims[index]
        return "<span class=\"evidence-source\"><code>\(claim.expression)</code>, \(claim.location.description)</span>"
    }

    static func anchor(_ index: Int) -> String { "claim.\(index + 1)" }
}
