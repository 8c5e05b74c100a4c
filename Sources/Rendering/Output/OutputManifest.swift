import Digests
import Foundation

/// The list of the files that the book has written into its output folder, kept there.
struct OutputManifest: Equatable {
    /// Digests of what was written, by path. While a build is under way a path may have two: what stands there, and
    /// what is about to.
    private var digests: [String: [String]] = [:]

    var paths: Set<String> { Set(digests.keys) }

    init(_ files: [OutputFile]) {
        digests = Dictionary(files.map { ($0.path, [SHA256.hexadecimal(of: $0.content)]) }) { first, _ in first }
    }

    /// Nothing where the bytes are no such list.
    init(decoding data: Data) {
        digests = (try? JSONDecoder().decode([String: [String]].self, from: data)) ?? [:]
    }

    func wrote(_ content: Data, at path: String) -> Bool {
        digests[path]?.contains(SHA256.hexadecimal(of: content)) == true
    }

    func merging(_ other: OutputManifest) -> OutputManifest {
        var result = self
        result.digests.merge(other.digests) { mine, new in mine + new.filter { !mine.contains($0) } }
        return result
    }

    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(digests)
    }
}
