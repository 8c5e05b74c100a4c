/// What a browser asks for.
public struct WebRequest: Equatable, Sendable {
    /// The address from its first slash on, percent signs decoded, without a query.
    public let path: String

    public init(path: String) { self.path = path }
}
