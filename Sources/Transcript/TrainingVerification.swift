/// What came of training again what the store has.
public struct TrainingVerification: Codable, Equatable, Sendable {
    public let name: String
    public let key: String
    /// Where the two first differ, in words; nil where every bit is the same.
    public let difference: String?
    /// Why the store's result could not be read, and nothing was compared; nil where it could.
    public let damage: String?
    /// How long it took now.
    public let seconds: Double

    public init(name: String, key: String, difference: String?, damage: String? = nil, seconds: Double) {
        self.name = name
        self.key = key
        self.difference = difference
        self.damage = damage
        self.seconds = seconds
    }
}
