import Foundation

/// The files of a folder, as addresses name them. Nothing outside of the folder can be named.
public struct PageFolder: Sendable {
    private let folder: URL

    public init(_ folder: URL) { self.folder = folder.resolvingSymlinksInPath() }

    /// A file with its type.
    public struct Page: Sendable {
        public let content: Data
        public let type: String
        public var isHTML: Bool { type == ContentType.html }
    }

    /// The file at an address: `/` stands for `/index.html`, and `/name` for `/name.html` where there is no such file.
    ///
    /// - Returns: nil where there is none, and for every address with a step up, a hidden name or a link that leads
    ///   out of the folder.
    public func page(at path: String) -> Page? {
        guard let names = Self.names(in: path) else { return nil }
        let place = names.reduce(folder) { $0.appendingPathComponent($1) }
        return [place, place.appendingPathComponent("index.html"), place.appendingPathExtension("html")]
            .lazy.compactMap(read).first
    }

    /// The names of the pages at the top of the folder, in order.
    public var pageNames: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".html") && !$0.hasPrefix(".") }.sorted()
    }

    private static func names(in path: String) -> [String]? {
        guard path.hasPrefix("/"), !path.contains("\0"), !path.contains("\\") else { return nil }
        let names = path.split(separator: "/").map(String.init)
        return names.contains { $0.hasPrefix(".") } ? nil : names
    }

    private func read(_ file: URL) -> Page? {
        let real = file.resolvingSymlinksInPath()
        guard real.path.hasPrefix(folder.path + "/"),
            (try? real.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true,
            let content = try? Data(contentsOf: real)
        else { return nil }
        return Page(content: content, type: ContentType.of(file.pathExtension))
    }
}
