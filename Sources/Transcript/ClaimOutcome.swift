/// What a claim of the prose came to.
public enum ClaimOutcome: Codable, Equatable, Sendable {
    /// The terms that `&&` joins, in order, up to the first that fails.
    case checked([ClaimTerm])
    /// It is claimed of other data than this run's.
    case notApplicable

    /// Nil where the claim is not about this run's data.
    public var holds: Bool? {
        switch self {
        case .checked(let terms): terms.allSatisfy(\.holds)
        case .notApplicable: nil
        }
    }
}

/// One comparison of a claim, with the values that were compared.
public struct ClaimTerm: Codable, Equatable, Sendable {
    /// As they stand in a sentence, with as many digits as it takes to tell them apart.
    public let left: String
    /// Such as `<`; nil for a term that is no comparison, of which `left` is then the value.
    public let comparison: String?
    public let right: String
    /// How far the sides are apart, as a share of the right one; nil where that says nothing.
    public let margin: Double?
    public let holds: Bool

    public init(left: String, comparison: String?, right: String, margin: Double?, holds: Bool) {
        self.left = left
        self.comparison = comparison
        self.right = right
        self.margin = margin
        self.holds = holds
    }
}
