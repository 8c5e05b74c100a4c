import Digests
import Networks

/// What a chapter's variables are when they are asked for: by the name of each the way to its value, and nil where there is
/// no way to it.
public struct PresentValues: Sendable {
    private let read: @Sendable (String) -> Value

    /// What is known of a variable.
    public enum Value {
        case value(Any)
        /// Its declaration has not run yet.
        case unset
        /// It cannot be read from outside of where it stands.
        case unreadable
    }

    public init(_ read: @escaping @Sendable (String) -> Value) { self.read = read }

    /// Where there are no variables, as outside of a chapter.
    public static let none = PresentValues { _ in .unset }

    subscript(name: String) -> Value { read(name) }
}

/// The values with which the code of a training computes beside its model, as text by name, and what of them cannot be
/// told.
struct ValuesRead: Equatable {
    private(set) var texts: [String: String] = [:]
    /// Why the training is not kept, one sentence each.
    private(set) var doubts: [String] = []
    /// The types of the values, and of what is in them.
    private(set) var types: Set<String> = []

    private mutating func doubt(_ sentence: String) {
        if !doubts.contains(sentence) { doubts.append(sentence) }
    }

    /// One line for the key; nil where there are none.
    var text: String? {
        texts.isEmpty
            ? nil : texts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }

    /// The first name whose value is another one than before.
    func firstChange(from former: ValuesRead) -> String? {
        Set(texts.keys).union(former.texts.keys).sorted().first { texts[$0] != former.texts[$0] }
    }

    mutating func add(_ use: CodeUse, from values: PresentValues) {
        for name in use.variables.sorted() {
            switch values[name] {
            case .value(let value): add(value, as: name)
            case .unset: break
            case .unreadable:
                doubt(
                    "the value of `\(name)` cannot be read; declare it with a value that can be copied, where the chapter's "
                        + "code can reach it")
            }
        }
        for name in use.unrepeatable.sorted() {
            doubt(
                Self.hiding.contains(name)
                    ? "its code uses `\(name)`, whose contents cannot be read; keep the value in a variable of the chapter"
                    : "its code uses `\(name)`, whose result differs from run to run; draw random numbers from the "
                        + "generator that the model is given, and pass in everything else as a value")
        }
    }

    /// Names that stand for a state, not for something that differs by itself.
    private static let hiding: Set = ["Atomic", "ManagedBuffer", "Mutex", "UserDefaults"]

    mutating func add(_ value: Any, as name: String) {
        let structure = Structure(ofAll: value)
        types.formUnion(structure.types)
        for unseen in structure.unseen { add(unseen, of: name) }
        texts[name] =
            structure.text.utf8.count <= 40
            ? structure.text : String(SHA256.hexadecimal(of: Array(structure.text.utf8)).prefix(32))
    }

    mutating func add(_ unseen: Structure.Unseen, of owner: String) {
        let whole = unseen.path.isEmpty ? owner : "\(owner).\(unseen.path)"
        switch unseen.kind {
        case .function:
            doubt(
                "what the function `\(whole)` has captured cannot be seen; write the function inside the closure that builds "
                    + "the model, or declare a `func` that takes the values it needs")
        case .pointer: doubt("what `\(whole)` points to cannot be seen; use an array or a `Tensor`")
        case .object:
            doubt(
                "not all that the object `\(whole)` (\(unseen.type)) holds can be seen; use a struct or a class that the "
                    + "chapter declares")
        }
    }

    static func doubt(aboutChanging name: String) -> String {
        "`\(name)` has changed while the model was trained, and no checkpoint holds it; keep it in the model, as a "
            + "`@Kept` property"
    }

    /// For a model with a function, made by a closure that was not told of.
    mutating func addUnknownMaker(_ function: Structure.Unseen) {
        doubt(
            "what the model's function `\(function.path)` has captured cannot be seen; write the closure that builds the "
                + "model in the call, `Experiment(\"…\", plan) { … }`, and the function inside it")
    }
}
