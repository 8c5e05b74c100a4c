import Digests
import Running
import Tangling
import Transcript

/// A named part of a key that is not as it was, in readable words.
public struct KeyChange: Equatable, Sendable {
    /// Such as `plan`, `data` or `cell 3`.
    public let part: String
    public let old: String
    public let new: String

    public init(_ part: String, _ old: String, _ new: String) {
        self.part = part
        self.old = old
        self.new = new
    }
}

/// What differs between a run that is kept and what would run now.
enum RunChanges {
    static func between(_ stored: StoredRun, and key: RunKey, _ code: ProgramCode) -> [KeyChange] {
        let data =
            (stored.key.data, stored.key.dataName) == (key.data, key.dataName) ? [] : [dataChange(stored.key, key)]
        return pieces(stored.code.pieces, code.pieces)
            + data
            + digests(stored.key.toolkit, key.toolkit)
            + (stored.key.toolchain == key.toolchain
                ? [] : [KeyChange("compiler", excerpts(stored.key.toolchain, key.toolchain))])
            + (stored.key.processor == key.processor
                ? [] : [KeyChange("processor", stored.key.processor, key.processor)])
    }

    private static func dataChange(_ old: RunKey, _ new: RunKey) -> KeyChange {
        KeyChange("data", "\(old.dataName) (\(old.data.prefix(8)))", "\(new.dataName) (\(new.data.prefix(8)))")
    }

    /// The cells and inline values that are not as they were; by their order where there are as many as before.
    private static func pieces(_ old: [ProgramCode.Piece], _ new: [ProgramCode.Piece]) -> [KeyChange] {
        guard old.count != new.count else {
            return zip(old, new).filter { $0 != $1 }.map { old, new in
                old.text == new.text
                    ? KeyChange("place", old.title, new.title) : KeyChange(new.title, excerpts(old.text, new.text))
            }
        }
        return new.map(\.text).difference(from: old.map(\.text)).map { change in
            switch change {
            case .remove(let place, let text, _):
                KeyChange("former \(old[place].title)", beginning(of: text), "nothing")
            case .insert(let place, let text, _): KeyChange(new[place].title, "nothing", beginning(of: text))
            }
        }
    }

    /// The modules and libraries that are not as they were.
    private static func digests(_ old: String, _ new: String) -> [KeyChange] {
        DigestList.changes(from: old, to: new).map { name in
            func brief(_ text: String) -> String {
                DigestList(text: text).parts[name].map { String($0.prefix(8)) } ?? "none"
            }
            return KeyChange(name, brief(old), brief(new))
        }
    }

    /// What differs between two keys of trainings, given by their parts.
    static func between(_ old: [String: String], and new: [String: String]) -> [KeyChange] {
        Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.flatMap { part -> [KeyChange] in
            guard let before = old[part], let now = new[part] else {
                return [KeyChange(part, old[part] == nil ? "none" : "some", new[part] == nil ? "none" : "some")]
            }
            switch part {
            case "engine", "tools": return digests(before, now)
            case "declarations" where !DigestList(text: before).parts.isEmpty && !DigestList(text: now).parts.isEmpty:
                return digests(before, now)
            case "data", "initial values", "declarations", "code":
                return [KeyChange(part, String(before.prefix(8)), String(now.prefix(8)))]
            default: return [KeyChange(part, excerpts(before, now))]
            }
        }
    }

    static func beginning(of text: String) -> String {
        let line = text.split(separator: "\n").first.map(String.init) ?? ""
        return line.count > 60 ? line.prefix(59) + "…" : line
    }
}

extension KeyChange {
    /// A file that a chapter reads itself.
    package init(then: FileRead, now: FileRead) {
        func brief(_ file: FileRead) -> String { file.digest.map { String($0.prefix(8)) } ?? "none" }
        self.init(then.isListing ? "files in \(then.path)" : then.path, brief(then), brief(now))
    }

    package init(_ part: String, _ texts: (old: String, new: String)) { self.init(part, texts.old, texts.new) }
}

/// The places around the first and the last character in which two texts differ, on one line each.
package func excerpts(_ old: String, _ new: String) -> (old: String, new: String) {
    let (old, new) = (Array(flat(old)), Array(flat(new)))
    let shorter = min(old.count, new.count)
    let start = (0..<shorter).first { old[$0] != new[$0] } ?? shorter
    let rest = shorter - start
    let same = (0..<rest).first { old[old.count - 1 - $0] != new[new.count - 1 - $0] } ?? rest
    func excerpt(_ text: [Character]) -> String {
        var (low, high) = (max(0, start - 28), min(text.count, text.count - same + 28))
        // Whole words, where they are short.
        while low > 0, low > start - 40, text[low - 1] != " " { low -= 1 }
        while high < text.count, high < text.count - same + 40, text[high] != " " { high += 1 }
        let shown = text[low..<high]
        let middle = shown.count > 150 ? shown.prefix(74) + ["…"] + shown.suffix(74) : shown
        return (low > 0 ? "…" : "") + String(middle).trimmingSpaces + (high < text.count ? "…" : "")
    }
    return (excerpt(old), excerpt(new))
}

private func flat(_ text: String) -> String {
    text.split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
