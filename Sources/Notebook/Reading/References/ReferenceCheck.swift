import Foundation

/// Looks whether everything that a book refers to is there: labels, cited works, chapters, anchors and images.
struct ReferenceCheck {
    let book: Book
    let mentions: [TreeBuilder.Mention]

    func diagnostics() -> [Diagnostic] { faultsInChapters() + mentions.flatMap(faults) }

    private func faultsInChapters() -> [Diagnostic] {
        book.chapters.flatMap { chapter in
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
            ChapterLinkCheck(chapters: book.chapters, chapter: chapter).faults(of: destination, at: location)
        case .image(let source, _, _, let location): faults(ofImage: source, in: chapter, at: location)
        default: []
        }
    }

    private func faults(ofLabel label: String, at location: SourceLocation) -> [Diagnostic] {
        guard book.references[label] == nil else { return [] }
        let help = didYouMean(label, among: book.references.keys)
        return [Diagnostic(at: location, "`@\(label)` refers to nothing", help: help ?? "nothing has this label")]
    }

    private func faults(ofKey key: String, at location: SourceLocation) -> [Diagnostic] {
        guard book.settings.bibliography[key] == nil else { return [] }
        let help = didYouMean(key, among: book.settings.bibliography.keys)
        return [
            Diagnostic(
                at: location, "`@\(key)` is no work of the bibliography",
                help: help ?? "add it under `bibliography:` in chapters/book.yml")
        ]
    }

    /// A word after an `@` that is nearly a label, or a work that is cited without brackets.
    private func faults(of mention: TreeBuilder.Mention) -> [Diagnostic] {
        let word = mention.word
        if book.settings.bibliography[word] != nil {
            let message = "`@\(word)` stands without brackets"
            return [Diagnostic(at: mention.location, message, help: "a work is cited as `[@\(word)]`")]
        }
        guard let label = suggestion(for: word, among: book.references.keys) else { return [] }
        return [Diagnostic(at: mention.location, "`@\(word)` refers to nothing", help: "did you mean `\(label)`?")]
    }

    private func faults(ofImage source: String, in chapter: Chapter, at location: SourceLocation) -> [Diagnostic] {
        if let scheme = Address.scheme(of: source) {
            guard scheme != "data" else { return [] }
            let help = "keep the image in the folder chapters"
            return [Diagnostic(.warning, at: location, "this image is shown only with a network", help: help)]
        }
        let path = source.removingPercentEncoding ?? source
        let place = book.folder.appendingPathComponent(chapter.file).deletingLastPathComponent()
        var isFolder: ObjCBool = false
        let image = place.appendingPathComponent(path)
        let exists = FileManager.default.fileExists(atPath: image.path, isDirectory: &isFolder)
        guard !exists || isFolder.boolValue else { return [] }
        let others = try? FileManager.default.contentsOfDirectory(atPath: image.deletingLastPathComponent().path)
        let help = didYouMean(image.lastPathComponent, among: others ?? [])
        return [Diagnostic(at: location, "there is no image `\(source)` beside the chapter", help: help)]
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
