/// What a browser asks for.
public struct WebRequest: Equatable, Sendable {
    /// The address from its first slash on, percent signs decoded, without a query.
    public let path: String
    /// The server's name and port as the browser knows them: the field `Host`.
    public let host: String?
    /// Of the query, `token=…`.
    public let token: String?
    /// The browser's own word on who asks: the fields `Sec-Fetch-Site` and `Sec-Fetch-Mode`.
    public let fetchSite: String?
    public let fetchMode: String?

    public init(
        path: String, host: String? = "localhost", token: String? = nil, fetchSite: String? = nil,
        fetchMode: String? = nil
    ) {
        self.path = path
        self.host = host
        self.token = token
        self.fetchSite = fetchSite
        self.fetchMode = fetchMode
    }
}
