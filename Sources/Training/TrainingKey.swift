import Datasets
import Digests
import Foundation
import Networks

/// Everything that could change a training's result, by name, and the digest of it all.
public struct TrainingKey: Codable, Equatable, Sendable {
    /// `model`, `initial values`, `data`, `plan`, `optimizers`, `engine`, `processor`; `parents` where there are any; for a
    /// model of a chapter's own `declarations`
    /// and `tools`, for one that holds functions, of which nothing more can be known, `code`, and for one that may use objects
    /// which the chapter has changed `changed objects`.
    public let parts: [String: String]
    /// SHA-256 of the parts, 64 hexadecimal digits.
    public let digest: String

    public init(parts: [String: String]) {
        self.parts = parts
        digest = SHA256.hexadecimal(fields: parts)
    }
}

/// The parts of a key that do not come from the model or its plan.
public struct TrainingContext: Sendable {
    /// The digests of the engine's object code and libraries.
    public let engine: String
    /// The digest of the running chapter's own declarations.
    public let declarations: String
    /// The digests of what each of the chapter's own types depends on, by their full names, such as `Chapter.Net`.
    public let types: [String: String]
    /// The digests of the compiler and of the modules that a chapter's own code may compute with, beside the engine.
    public let tools: String
    /// The digest of the code that has changed parameters or states of earlier statements; empty where none has.
    public let objects: String
    /// The chapter's own types that name constants or variables of its top level, which may be such objects.
    public let typesWithValues: Set<String>
    /// The digest of the chapter's code that a training depends on, by the training's name.
    public let code: @Sendable (String) -> String
    public let dataset: Dataset

    public init(
        engine: String, declarations: String, types: [String: String] = [:], tools: String = "",
        objects: String = "", typesWithValues: Set<String> = [],
        code: @escaping @Sendable (String) -> String = { _ in "" }, dataset: Dataset
    ) {
        self.engine = engine
        self.declarations = declarations
        self.types = types
        self.tools = tools
        self.objects = objects
        self.typesWithValues = typesWithValues
        self.code = code
        self.dataset = dataset
    }

    /// The engine's own modules: their code is covered by its digest.
    private static let engineModules: Set<String> = ["Swift", "Tensors", "Networks", "Training", "Datasets"]

    /// The key of training `model`, as it is before.
    ///
    /// What the plan, the optimizers with their schedules, and the parents are is read off their stored properties, as the
    /// model's structure is: whatever one of them gains is in the key.
    ///
    /// - Parameter name: counts only for a model that holds functions.
    public func key(
        of model: any Trainable, plan: TrainingPlan, name: String = "", parents: [TrainingParent] = []
    ) -> TrainingKey {
        let groups = GroupDescription(of: model, plan)
        let structure = Structure(of: model).joined(with: groups.structure)
        var parts = [
            "model": Structure(of: model).text,
            "initial values": digest(of: model),
            "data": dataset.digest,
            "plan": Structure(of: plan).plainText,
            "optimizers": groups.text,
            "engine": engine,
            "processor": processor,
        ]
        if !parents.isEmpty { parts["parents"] = Structure(of: parents).plainText }
        if structure.holdsFunctions || !structure.modules.isSubset(of: Self.engineModules) {
            parts["declarations"] = declarations(behind: structure)
            parts["tools"] = tools
        }
        if structure.holdsFunctions { parts["code"] = code(name) }
        if !objects.isEmpty, mayMeetObjects(structure) { parts["changed objects"] = objects }
        return TrainingKey(parts: parts)
    }

    func key(of model: any Trainable, _ experiment: AnyExperiment) -> TrainingKey {
        key(of: model, plan: experiment.plan, name: experiment.name, parents: experiment.parents)
    }

    /// `Chapter.Net 3f2a…, Chapter.Layer 90bc…` where it is known what the model's own types depend on; else one digest of
    /// all that the chapter declares.
    private func declarations(behind structure: Structure) -> String {
        let names = ownTypes(structure)
        let known = names.sorted().compactMap { name in types[name].map { "\(name) \($0.prefix(32))" } }
        return structure.holdsFunctions || known.count < names.count || known.isEmpty
            ? declarations : known.joined(separator: ", ")
    }

    /// Whether code of the chapter's own, with which the model computes, may use an object of its top level.
    private func mayMeetObjects(_ structure: Structure) -> Bool {
        structure.holdsFunctions || ownTypes(structure).contains { types[$0] == nil || typesWithValues.contains($0) }
    }

    /// The types of the model that are not the engine's.
    private func ownTypes(_ structure: Structure) -> Set<String> {
        let own = structure.types.filter { !Self.engineModules.contains(String($0.prefix { $0 != "." })) }
        // A type inside of another belongs to that.
        return Set(
            own.map { $0.split(separator: ".", omittingEmptySubsequences: false).prefix(2).joined(separator: ".") })
    }

    private func digest(of model: any Trainable) -> String {
        var digest = SHA256()
        for named in parameters(of: model) {
            digest.update(field: named.name)
            named.parameter.value.withScalars { digest.update(UnsafeRawBufferPointer($0)) }
        }
        for named in buffers(of: model) {
            digest.update(field: named.name)
            named.buffer.value.withScalars { digest.update(UnsafeRawBufferPointer($0)) }
        }
        for (name, json) in SafeTensors(parametersOf: model).metadata.sorted(by: { $0.key < $1.key }) {
            digest.update(field: name)
            digest.update(field: json)
        }
        return digest.hexadecimal()
    }
}

/// The kind of processor: its model, the instructions that the engine may use on it, and what the environment tells
/// oneDNN about them.
package let processor: String = {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
    let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last ?? "unknown"
    let settings = ProcessInfo.processInfo.environment.filter { $0.key.hasSuffix("DNN_DEFAULT_FPMATH_MODE") }
    let words =
        [model.trimmingCharacters(in: .whitespaces), Tensor.instructions]
        + settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return words.joined(separator: ", ")
}()
