import Digests
import Foundation
import Manuscript
import SwiftCode

/// Finds what `//| include: Sources/Networks/Linear.swift#Linear.init` names.
package struct SourceQuoter {
    /// The book's folder.
    private let folder: URL
    private let gate: FolderGate

    /// - Parameter others: folders outside of it whose files may be quoted too.
    init(folder: URL, others: [URL] = []) {
        self.folder = folder
        gate = FolderGate(folder, others: others)
    }

    package struct Quote: Equatable {
        /// From the book's folder.
        package let path: String
        /// Where the quoted text begins in its file, from 1.
        package let line: Int
        package let code: String
    }

    /// Why there is nothing to quote.
    package struct Failure: Error, Equatable {
        package var code = DiagnosticCode.missingSource
        package let message: String
        package let help: String?
    }

    package func quote(_ reference: String) throws(Failure) -> Quote {
        let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let source = try self.source(at: parts[0])
        guard parts.count == 2 else {
            return Quote(path: parts[0], line: 1, code: trimmingBlankLines(source).code)
        }
        return try quote(parts[1].trimmingBlanks, of: source, path: parts[0])
    }

    private func quote(_ name: String, of source: String, path: String) throws(Failure) -> Quote {
        let declarations = DeclarationCollector.declarations(in: source)
        guard let declaration = declarations.named(name) else {
            throw Failure(
                message: "`\(path)` declares no `\(name)`",
                help: didYouMean(name, among: declarations.flatMap { [$0.name, $0.name + $0.labels] }))
        }
        let bytes = Array(source.utf8)
        let before = bytes[..<declaration.range.lowerBound]
        let text = trimmingBlankLines(String(decoding: bytes[declaration.range], as: UTF8.self))
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1 + text.skipped
        return Quote(path: path, line: line, code: withoutCommonIndentation(text.code))
    }

    private func source(at path: String) throws(Failure) -> String {
        if path.hasPrefix("/") || path.isEmpty {
            throw Failure(message: "`include` takes a path from the book's folder, not `\(path)`", help: nil)
        }
        let file: URL
        do { file = try gate.place(of: path) } catch {
            throw Failure(code: .outsideFile, message: OutsideFile.message(path), help: OutsideFile.help)
        }
        guard let data = try? RegularFile.content(of: file) else {
            throw Failure(message: "there is no file `\(path)` to quote", help: nearestPath(to: path))
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw Failure(message: "`\(path)` is not in UTF-8", help: nil)
        }
        return text.replacingOccurrences(of: "\r\n", with: "\n")
    }

    /// The path with its first wrong part put right.
    private func nearestPath(to path: String) -> String? {
        var known: [String] = []
        for part in path.split(separator: "/").map(String.init) {
            let place = folder.appendingPathComponent(known.joined(separator: "/"))
            let entries = (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
            if entries.contains(part) {
                known.append(part)
            } else {
                guard let near = suggestion(for: part, among: entries) else { break }
                return "did you mean `\((known + [near]).joined(separator: "/"))`?"
            }
        }
        return "paths begin at the book's folder"
    }
}

/// Without blank lines at both ends and blanks at the end of the last line; `skipped` lines are gone at the beginning.
private func trimmingBlankLines(_ text: String) -> (code: String, skipped: Int) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.firstIndex(where: { !$0.trimmingBlanks.isEmpty }),
        let last = lines.lastIndex(where: { !$0.trimmingBlanks.isEmpty })
    else { return ("", 0) }
    var code = lines[first...last].joined(separator: "\n")
    while code.last?.isBlank == true { code.removeLast() }
    return (code, first)
}

/// The text without the blanks that all its lines begin with.
private func withoutCommonIndentation(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let indented = lines.filter { !$0.trimmingBlanks.isEmpty }
    let common = indented.map { $0.prefix(while: \.isBlank).count }.min() ?? 0
    return lines.map { $0.trimmingBlanks.isEmpty ? "" : String($0.dropFirst(common)) }.joined(separator: "\n")
}
