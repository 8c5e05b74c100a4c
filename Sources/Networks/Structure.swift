/// What a model is made of, apart from its parameters' values: the types, sizes and settings in its stored
/// properties, in one canonical text. Two models with equal texts compute the same function of their parameters, as
/// long as their code is the same.
public struct Structure: Equatable, Sendable {
    public let text: String
    /// The types by their full names, such as `Chapter.Net`, with those that a generic one is made of.
    public let types: Set<String>
    /// What only the type is known of, such as a function.
    public let unseen: [Unseen]

    /// True where a stored property is a function or a key path.
    public var holdsFunctions: Bool { unseen.contains { $0.kind == .function } }

    /// The modules that declare the types: code that the text depends on.
    public var modules: Set<String> { Set(types.map { String($0.prefix { $0 != "." }) }) }

    /// The text without the engine's modules before its types' names, for people.
    public var plainText: String { text.replacing("Networks.", with: "").replacing("Training.", with: "") }

    /// Both, for what depends on the types of both.
    public func joined(with other: Structure) -> Structure {
        Structure(
            text: text + other.text, types: types.union(other.types), unseen: unseen + other.unseen)
    }

    private init(text: String, types: Set<String>, unseen: [Unseen]) {
        self.text = text
        self.types = types
        self.unseen = unseen
    }

    public init(of model: Any) { self.init(StructureWalk(of: model, withNumbers: false)) }

    /// The same with the numbers of parameters, buffers, kept values and optimizers' memories: all that a value is.
    public init(ofAll value: Any) { self.init(StructureWalk(of: value, withNumbers: true)) }

    private init(_ walk: StructureWalk) { self.init(text: walk.text, types: walk.types, unseen: walk.unseen) }
}

extension Structure {
    /// A part of a value that cannot be read.
    public struct Unseen: Equatable, Sendable {
        public enum Kind: Equatable, Sendable {
            /// A function or a key path: what it has captured.
            case function
            /// A pointer: what it points to.
            case pointer
            /// An object of another module, or one that describes itself.
            case object
        }

        public let kind: Kind
        /// The path of properties that leads to it; empty for the value itself.
        public let path: String
        public let type: String
    }
}
