/// What a training's key says of the code and the data around its model: which engine and which code of the chapter's own
/// compute it, and with what.
///
/// A run and a dry run both take these parts from here, so that they agree by construction.
public struct CodeIngredients: Sendable {
    /// The digests of the engine's object code and libraries.
    public var engine: String
    /// The digest of the chapter's own declarations.
    public var declarations: String
    /// The digests of what each of the chapter's own types depends on, by their full names, such as `Chapter.Net`.
    public var types: [String: String]
    /// The chapter's own types that name constants or variables of its top level.
    public var typesWithValues: Set<String>
    /// The variables behind the chapter's own code, whose present values count.
    public var uses: CodeUses
    /// The digests of the compiler and of the modules that a chapter's own code may compute with, beside the engine.
    public var tools: String
    /// The digest of the files that the chapter has read; nil where it has read none.
    public var files: String?
    /// Whether cells see `isQuick`.
    public var isQuick: Bool
    /// The digest of the code that has changed parameters or buffers of earlier statements; empty where none has.
    public var objects: String
    /// The digest of the chapter's code that a training depends on, by the training's name.
    public var code: @Sendable (String) -> String

    public init(
        engine: String, declarations: String, types: [String: String] = [:], typesWithValues: Set<String> = [],
        uses: CodeUses = CodeUses(), tools: String = "", files: String? = nil, isQuick: Bool = false,
        objects: String = "",
        code: @escaping @Sendable (String) -> String = { _ in "" }
    ) {
        self.engine = engine
        self.declarations = declarations
        self.types = types
        self.typesWithValues = typesWithValues
        self.uses = uses
        self.tools = tools
        self.files = files
        self.isQuick = isQuick
        self.objects = objects
        self.code = code
    }

    /// What stands before the digest of files in the part `tools`.
    public static let filesPart = "files"
}

extension CodeIngredients {
    /// What of a chapter's own code a training computes with.
    public struct Use: Equatable, Sendable {
        /// The training's name.
        public var training: String
        /// False for a model that is made of the engine's types alone.
        public var ownCode: Bool
        /// The chapter's own types among those of the model.
        public var ownTypes: Set<String>
        /// True where a stored property is a function, of which nothing more can be known.
        public var functions: Bool

        public init(training: String, ownCode: Bool, ownTypes: Set<String>, functions: Bool) {
            self.training = training
            self.ownCode = ownCode
            self.ownTypes = ownTypes
            self.functions = functions
        }

        /// As the parts of an earlier key tell it.
        public init(training: String, parts: [String: String]) {
            let list = parts["declarations"].map { DigestList(text: $0).parts.keys }
            self.init(
                training: training, ownCode: parts["declarations"] != nil, ownTypes: Set(list.map(Array.init) ?? []),
                functions: parts["code"] != nil)
        }
    }

    /// The parts of the key, by name.
    public func parts(for use: Use) -> [String: String] {
        var parts = ["engine": engine]
        if use.ownCode || use.functions {
            parts["declarations"] = declarations(behind: use)
            parts["tools"] =
                tools + (files.map { ", \(Self.filesPart) \($0)" } ?? "") + (isQuick ? ", quick build" : "")
        }
        if use.functions { parts["code"] = code(use.training) }
        if !objects.isEmpty, mayMeetObjects(use) { parts["changed objects"] = objects }
        return parts
    }

    /// A digest for each type where it is known what all of them depend on; else one of all that the chapter declares.
    private func declarations(behind use: Use) -> String {
        let known = types.filter { use.ownTypes.contains($0.key) }
        return use.functions || known.count < use.ownTypes.count || known.isEmpty
            ? declarations : DigestList(known).text
    }

    /// What else the code of the chapter's own computes with that this training does.
    public func codeUse(of use: Use) -> CodeUse {
        use.ownCode ? codeUse(ofTypes: use.ownTypes) : CodeUse()
    }

    /// The same for some types; what all declarations compute with, if one of them is not known.
    public func codeUse(ofTypes types: Set<String>) -> CodeUse {
        let known = types.compactMap { uses.types[$0] }
        guard known.count == types.count, !known.isEmpty else { return uses.declarations }
        return known.reduce(CodeUse()) { $0.union($1) }
    }

    /// Whether code of the chapter's own, with which the model computes, may use an object of its top level.
    private func mayMeetObjects(_ use: Use) -> Bool {
        guard use.ownCode || use.functions else { return false }
        return use.functions || use.ownTypes.isEmpty
            || use.ownTypes.contains { types[$0] == nil || typesWithValues.contains($0) }
    }
}
