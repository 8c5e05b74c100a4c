/// Keeps a served book from the websites that are open beside it.
///
/// Any of them may point a name of its own at this machine (DNS rebinding), which shows in the field `Host`; load the
/// book's scripts and pictures, which `Sec-Fetch-Site` tells; or listen to what the live pages are told, for which it
/// would need the token that stands in those pages.
struct RequestGate: Sendable {
    /// The names that this machine has for itself, and those that its user has added.
    let hosts: Set<String>
    let token: String

    static let ownHosts: Set = ["127.0.0.1", "localhost", "[::1]"]

    init(moreHosts: [String] = [], token: String = Self.randomToken()) {
        hosts = Self.ownHosts.union(moreHosts.map { Self.name(of: $0) })
        self.token = token
    }

    /// Why a request is not answered; nil where it is.
    func refusal(of request: WebRequest) -> WebResponse? {
        guard let host = request.host, hosts.contains(Self.name(of: host)) else {
            return .forbidden(
                "This book is served as \(hosts.sorted().joined(separator: ", ")), not as \(request.host ?? "nothing").\n"
                    + "If the name is meant, start `aebook serve` with --allow-host.\n")
        }
        // A link from elsewhere may lead here; nothing else may come from there.
        let isFromElsewhere = ["cross-site", "same-site"].contains(request.fetchSite)
        if isFromElsewhere, request.fetchMode != "navigate" {
            return .forbidden("Another website may not read this book.\n")
        }
        guard request.path != Self.events || request.token == token else {
            return .forbidden("The events of this book are for its own pages, which know the token.\n")
        }
        return nil
    }

    /// The address of what the live pages are told.
    static let events = "/_live/events"

    /// A host without its port: a tunnel may lead here from any.
    private static func name(of host: String) -> String {
        let port = host.lastIndex(of: ":").map { host[$0...].dropFirst() }
        guard let port, port.allSatisfy(\.isNumber) else { return host.lowercased() }
        return host.dropLast(port.count + 1).lowercased()
    }

    /// 128 bits that nobody can guess.
    static func randomToken() -> String {
        var chance = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(chance.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
