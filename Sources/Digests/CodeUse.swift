/// What a piece of a chapter's code computes with beside its own text, directly or through other code.
public struct CodeUse: Codable, Equatable, Sendable {
    /// The variables whose values may differ from one call to the next: of the top level, such as `beta`, and of types,
    /// such as `Settings.beta`.
    public var variables: Set<String>
    /// What gives another result in every run, such as `Date`, or keeps a state that nothing can read, such as `Mutex`.
    public var unrepeatable: Set<String>

    public init(variables: Set<String> = [], unrepeatable: Set<String> = []) {
        self.variables = variables
        self.unrepeatable = unrepeatable
    }

    public func union(_ other: CodeUse) -> CodeUse {
        CodeUse(
            variables: variables.union(other.variables), unrepeatable: unrepeatable.union(other.unrepeatable))
    }
}

/// The uses of all code that a training may compute with.
public struct CodeUses: Codable, Equatable, Sendable {
    /// By the full names of the chapter's own types, such as `Chapter.Net`.
    public var types: [String: CodeUse]
    /// By the digests of the closures that make models, ``digest(ofMaker:)``.
    public var makers: [String: CodeUse]
    /// Of all that the chapter declares.
    public var declarations: CodeUse

    public init(
        types: [String: CodeUse] = [:], makers: [String: CodeUse] = [:], declarations: CodeUse = CodeUse()
    ) {
        self.types = types
        self.makers = makers
        self.declarations = declarations
    }

    /// By what a closure is known whose text this is.
    public static func digest(ofMaker text: String) -> String {
        String(SHA256.hexadecimal(of: Array(text.utf8)).prefix(16))
    }
}
