/// `[convolutions win]{claim="conv.finalLoss < vanilla.finalLoss"}`: a statement of the prose that every build holds
/// against the chapter's results.
public struct Claim: Equatable, Sendable {
    /// The place among the chapter's claims, from 0.
    public let index: Int
    /// What is claimed, as plain text.
    public let text: String
    /// A Swift expression that is true or false, and where it begins.
    public let expression: String
    public let location: SourceLocation
    /// The data set for which it is claimed, as ``DataName`` writes it; nil for any.
    public let data: String?

    public init(index: Int, text: String, expression: String, location: SourceLocation, data: String? = nil) {
        self.index = index
        self.text = text
        self.expression = expression
        self.location = location
        self.data = data
    }
}
