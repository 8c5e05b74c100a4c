/// Digests by name as one line, `Networks 3f2a…, Tensors 90bc…`: a key holds it, and a reader can be told which of them
/// differ.
public struct DigestList: Equatable, Sendable {
    public let parts: [String: String]

    public init(_ parts: [String: String]) { self.parts = parts }

    /// 128 bits of each digest.
    public var text: String {
        parts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.prefix(32))" }.joined(separator: ", ")
    }

    public init(text: String) {
        let items = text.split(separator: ",").map { $0.split(separator: " ") }.filter { $0.count > 1 }
        parts = Dictionary(
            items.map { ($0.dropLast().joined(separator: " "), String($0.last ?? "")) }, uniquingKeysWith: { $1 })
    }

    /// The names whose digests differ between two such lines, in order.
    public static func changes(from old: String, to new: String) -> [String] {
        let (old, new) = (DigestList(text: old).parts, DigestList(text: new).parts)
        return Set(old.keys).union(new.keys).filter { old[$0]?.prefix(32) != new[$0]?.prefix(32) }.sorted()
    }
}
