/// What a file is, by the end of its name.
enum ContentType {
    static let html = "text/html; charset=utf-8"
    static let text = "text/plain; charset=utf-8"
    static let style = "text/css; charset=utf-8"
    static let script = "text/javascript; charset=utf-8"

    private static let types = [
        "html": html, "css": style, "js": script, "txt": text, "json": "application/json", "png": "image/png",
        "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml", "webp": "image/webp",
        "ico": "image/x-icon", "woff": "font/woff", "woff2": "font/woff2", "ttf": "font/ttf", "pdf": "application/pdf",
        "epub": "application/epub+zip", "xml": "application/xml", "csv": "text/csv; charset=utf-8",
        "md": "text/markdown; charset=utf-8", "ipynb": "application/x-ipynb+json",
        "safetensors": "application/octet-stream",
    ]

    /// - Parameter fileExtension: without the dot, in any case.
    static func of(_ fileExtension: String) -> String {
        types[fileExtension.lowercased()] ?? "application/octet-stream"
    }
}
