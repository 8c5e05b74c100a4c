import Foundation

/// Looks whether everything that a book refers to is there: labels, cited works, chapters, anchors and images.
struct ReferenceCheck {
    let folder: URL
    let settings: BookSettings
    let chapters: [Chapter]
    let references: [String: ReferenceTarget]

    func diagnostics() -> [Diagnostic] {
        chapters.flatMap { chapter in
            var found: [Diagnostic] = []
            TreeWalk(cells: chapter.cells, inline: { found += faults(of: $0, in: chapter) }).walk(chapter.blocks)
            TreeWalk(cells: [], inline: { found += faults(of: $0, in: chapter) }).walk(chapter.titleContent)
            return found
        }
    }

    private func faults(of inline: Inline, in chapter: Chapter) -> [Diagnostic] {
        switch inline {
        case .reference(let label, let location): faults(ofLabel: label, at: location)
        case .citation(let keys, let location): keys.flatMap { faults(ofKey: $0, at: location) }
        case .link(let destination, _, _, let location):
            ChapterLinkCheck(chapters: chapters, chapter: chapter).faults(of: destination, at: location)
        case .image(let source, _, _, let location): faults(ofImage: source, in: chapter, at: location)
        default: []
        }
    }

    private func faults(ofLabel label: String, at location: SourceLocation) -> [Diagnostic] {
        guard references[label] == nil else { return [] }
        let help = didYouMean(label, among: references.keys)
        return [Diagnostic(at: location, "`@\(label)` refers to nothing", help: help ?? "nothing has this label")]
    }

    private func faults(ofKey key: String, at location: SourceLocation) -> [Diagnostic] {
        guard settings.bibliography[key] == nil else { return [] }
        let help = didYouMean(key, among: settings.bibliography.keys)
        return [
            Diagnostic(
                at: location, "`@\(key)` is no work of the bibliography",
                help: help ?? "add it under `bibliography:` in chapters/book.yml")
        ]
    }

    private func faults(ofImage source: String, in chapter: Chapter, at location: SourceLocation) -> [Diagnostic] {
        if let scheme = Address.scheme(of: source) {
            guard scheme != "data" else { return [] }
            let help = "keep the image in the folder chapters"
            return [Diagnostic(.warning, at: location, "this image is shown only with a network", help: help)]
        }
        let path = source.removingPercentEncoding ?? source
        let place = folder.appendingPathComponent(chapter.file).deletingLastPathComponent()
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: place.appendingPathComponent(path).path, isDirectory: &isFolder)
        guard !exists || isFolder.boolValue || path.isEmpty else { return [] }
        let near = try? FileManager.default.contentsOfDirectory(
            atPath: place.appendingPathComponent(path).deletingLastPathComponent().path)
        let help = suggestion(for: (path as NSString).lastPathComponent, among: near ?? [])
        return [
            Diagnostic(
                at: location, "there is no image `\(source)` beside the chapter", help: help.map { "did you mean `\($0)`?" })
        ]
    }
}

enum Address {
    /// The scheme of an address, such as `https`; nil for a path.
    static func scheme(of address: String) -> String? {
        if address.hasPrefix("//") { return "https" }
        guard let colon = address.firstIndex(of: ":"), address.first?.isLetter == true else { return nil }
        let scheme = address[..<colon]
        let isScheme = scheme.count > 1 && scheme.allSatisfy { $0.isLetter || $0.isNumber || "+-.".contains($0) }
        return isScheme ? scheme.lowercased() : nil
    }
}
