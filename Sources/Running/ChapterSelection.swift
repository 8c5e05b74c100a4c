import Manuscript

/// Chapters as they are named on the command line.
public enum ChapterSelection {
    /// The chapter that a word means: its name, its number, its path (`chapters/03-….md`), or the beginning of its
    /// name.
    ///
    /// - Throws: ``ChapterSelectionError``.
    public static func chapter(named word: String, among chapters: [Chapter]) throws -> Chapter {
        let name = bareName(word)
        if let chapter = chapters.first(where: { $0.name == name || $0.file == word }) { return chapter }
        if let number = Int(name), let chapter = chapters.first(where: { $0.number == number }) { return chapter }
        let matches = chapters.filter { $0.name.hasPrefix(name) || withoutNumber($0.name).hasPrefix(name) }
        guard !name.isEmpty, let match = matches.first else {
            throw ChapterSelectionError.unknown(word, chapters: chapters.map(\.name))
        }
        guard matches.count == 1 else { throw ChapterSelectionError.ambiguous(word, chapters: matches.map(\.name)) }
        return match
    }

    /// A path's last component without `.md`.
    private static func bareName(_ word: String) -> String {
        let last = word.split(separator: "/").last.map(String.init) ?? ""
        return last.hasSuffix(".md") ? String(last.dropLast(3)) : last
    }

    /// `03-what-the-bottleneck-learns` without its `03-`.
    private static func withoutNumber(_ name: String) -> Substring {
        let rest = name.drop { $0.isNumber }
        return rest.hasPrefix("-") ? rest.dropFirst() : Substring(name)
    }
}

/// A word on the command line that names no single chapter.
public enum ChapterSelectionError: Error, Equatable {
    case unknown(String, chapters: [String])
    case ambiguous(String, chapters: [String])
}
