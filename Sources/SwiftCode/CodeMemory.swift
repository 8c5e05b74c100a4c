import Digests
import Foundation
import Manuscript
import Synchronization
import Workers

/// What Swift's parser has told of the code in a book, kept with the book: to parse all of it again would be a third of
/// what an edit of the prose costs.
package enum CodeMemory {
    package static let sources = KeptMemory<CellSource>()
    package static let comparisons = KeptMemory<ComparisonSplit?>()
    package static let declarations = KeptMemory<[SwiftDeclaration]>()
    /// Lines of mark-up.
    package static let colors = KeptMemory<[String]>()

    private struct Kept: Codable {
        let parser: [FileStamp?]
        let sources: [String: Data]
        let comparisons: [String: Data]
        let declarations: [String: Data]
        let colors: [String: Data]
    }

    /// The files that were opened or written by this process.
    private static let known = Mutex<Set<String>>([])

    /// Takes over what an earlier build of the book has kept; nothing where there is none, or where another parser or
    /// another version of this program made it.
    package static func open(_ book: BookCache) {
        guard known.withLock({ $0.insert(book.code.path).inserted }),
            let data = Sealed.read(book.code), let kept = try? PropertyListDecoder().decode(Kept.self, from: data),
            kept.parser == parser
        else { return }
        sources.add(kept.sources)
        comparisons.add(kept.comparisons)
        declarations.add(kept.declarations)
        colors.add(kept.colors)
    }

    /// Keeps what a build has asked for. Not being able to costs time only, so it is no error.
    package static func keep(in book: BookCache) {
        let isKept = FileManager.default.fileExists(atPath: book.code.path)
        guard !isKept || sources.hasNew || comparisons.hasNew || declarations.hasNew || colors.hasNew else { return }
        let encoder = PropertyListEncoder()
        encoder.outputFormat = .binary
        let kept = Kept(
            parser: parser, sources: sources.entries(), comparisons: comparisons.entries(),
            declarations: declarations.entries(), colors: colors.entries())
        if let data = try? encoder.encode(kept) { try? Sealed.write(data, to: book.code) }
        known.withLock { _ = $0.insert(book.code.path) }
    }

    /// Parses many cells and expressions on all cores, before they are asked for one by one.
    package static func prepare(_ codes: [String], isClaim: Bool = false) {
        guard codes.count >= 2 * together else { return }
        let groups = stride(from: 0, to: codes.count, by: together).map { codes[$0..<min($0 + together, codes.count)] }
        _ = inParallel(groups) { group in
            for code in group {
                _ = CellSource(code)
                if isClaim { _ = ComparisonSplit(code) }
            }
        }
    }

    private static let together = 32

    /// This program, and the library that the parser is in.
    private static let parser: [FileStamp?] = {
        let mapped = (try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8)) ?? ""
        let library = mapped.split(separator: "\n").first { $0.hasSuffix("/libSwiftParser.so") }?.split(separator: " ")
            .last
        return [Bundle.main.executablePath ?? "", library.map(String.init) ?? ""].map { FileStamp(of: $0) }
    }()
}
