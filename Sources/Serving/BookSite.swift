import Foundation

/// Answers the addresses of a served book: its pages, with what makes them live, and its live parts under `/_live/`.
public struct BookSite: Sendable {
    private let pages: PageFolder
    private let feed: BookFeed
    private let gate: RequestGate

    /// - Parameter hosts: names under which the book may be asked for besides this machine's own.
    public init(pages folder: URL, feed: BookFeed, hosts: [String] = []) {
        pages = PageFolder(folder)
        self.feed = feed
        gate = RequestGate(moreHosts: hosts)
    }

    public func answer(_ request: WebRequest) -> WebResponse {
        if let refusal = gate.refusal(of: request) { return refusal }
        if request.path == RequestGate.events { return WebResponse(events: feed.board) }
        if let asset = LiveAsset(at: request.path) { return WebResponse(type: asset.type, asset.content) }
        // Asked before the page is read: a page that is written in between is loaded once more, and never stays old.
        let version = feed.version
        guard let page = pages.page(at: request.path) else {
            // Browsers ask for this one unasked.
            if request.path == "/favicon.ico" { return WebResponse(status: 204, type: ContentType.text, Data()) }
            return missing(request.path, version)
        }
        guard page.isHTML else { return WebResponse(type: page.type, page.content) }
        return WebResponse(type: page.type, LivePage.adding(to: page.content, live: head(version)))
    }

    private func head(_ version: String?) -> LiveHead { LiveHead(version: version, token: gate.token) }

    private func missing(_ path: String, _ version: String?) -> WebResponse {
        let book = feed.book
        let name = path.split(separator: "/").last.map { String($0.prefix { $0 != "." }) } ?? "index"
        let isExpected = name == "index" || book.chapters.contains { $0.name == name }
        if isExpected, book.isBuilding || version == nil {
            return WebResponse(type: ContentType.html, LivePage.waiting(for: book, live: head(version)))
        }
        return WebResponse(
            status: 404, type: ContentType.html,
            LivePage.notFound(path, book: book, pages: pages.pageNames, live: head(version)))
    }
}
