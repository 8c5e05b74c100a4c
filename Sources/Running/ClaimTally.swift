import Manuscript
import Transcript

/// What became of a book's claims.
public struct ClaimTally: Codable, Equatable, Sendable {
    public private(set) var held = 0
    /// Claims of other data than the build's.
    public private(set) var notApplicable = 0
    /// One error per claim that does not hold.
    public private(set) var failures: [Diagnostic] = []

    public init() {}

    /// - Parameter runs: by the chapter's name.
    package init(_ chapters: [Chapter], runs: [String: ChapterRun]) {
        for chapter in chapters {
            for (claim, outcome) in zip(chapter.claims, runs[chapter.name]?.claims ?? []) { add(claim, outcome) }
        }
    }

    private mutating func add(_ claim: Claim, _ outcome: ClaimOutcome?) {
        switch outcome?.holds {
        case true?: held += 1
        case false?: failures.append(Self.failure(claim, outcome?.evidence ?? ""))
        case nil: if outcome != nil { notApplicable += 1 }
        }
    }

    private static func failure(_ claim: Claim, _ evidence: String) -> Diagnostic {
        Diagnostic(
            code: .falseClaim, at: claim.location, "the claim “\(claim.text)” does not hold: \(evidence)",
            help: "`\(claim.expression)`: find out why the result changed, or change the sentence")
    }
}
