import Datasets
import Digests
import Foundation
import Networks

/// Everything that could change a training's result, by name, and the digest of it all.
public struct TrainingKey: Codable, Equatable, Sendable {
    /// `model`, `initial values`, `data`, `plan`, `optimizers`, `engine`, `processor`; `parents` where there are any; for a
    /// model of a chapter's own `declarations`
    /// and `tools`, for one that holds functions `code`, for one whose code names variables `values`, and for one that may
    /// use objects which the chapter has changed `changed objects`.
    public let parts: [String: String]
    /// SHA-256 of the parts, 64 hexadecimal digits.
    public let digest: String

    public init(parts: [String: String]) {
        self.parts = parts
        digest = SHA256.hexadecimal(fields: parts)
    }
}

/// What a key has beside the model, its plan and its parents.
public struct KeyInputs: Sendable {
    public let code: CodeIngredients
    public let dataset: Dataset
    /// The variables that the chapter's own code may compute with.
    public let values: PresentValues

    public init(code: CodeIngredients, dataset: Dataset, values: PresentValues = .none) {
        self.code = code
        self.dataset = dataset
        self.values = values
    }

    /// The engine's own modules: their code is covered by its digest.
    private static let engineModules: Set<String> = ["Swift", "Tensors", "Networks", "Training", "Datasets"]

    /// The key of training `model`, as it is before.
    ///
    /// What the plan, the optimizers with their schedules, and the parents are is read off their stored properties, as the
    /// model's structure is: whatever one of them gains is in the key.
    ///
    /// - Parameters:
    ///   - name: counts only for a model that holds functions.
    ///   - capture: what the closure that makes the model takes from around itself; counts for the same models.
    public func key(
        of model: any Trainable, plan: TrainingPlan, name: String = "", parents: [TrainingParent] = [],
        capture: MakerCapture? = nil
    ) -> TrainingKey {
        let groups = GroupDescription(of: model, plan)
        let structure = Structure(of: model)
        let use = use(structure.joined(with: groups.structure), name)
        var parts = code.parts(for: use)
        parts["model"] = structure.text
        parts["initial values"] = digest(of: model)
        parts["data"] = dataset.digest
        parts["plan"] = Structure(of: plan).plainText
        parts["optimizers"] = groups.text
        parts["processor"] = processor
        parts["values"] = values(behind: use, capture).text
        if !parents.isEmpty { parts["parents"] = Structure(of: parents).plainText }
        return TrainingKey(parts: parts)
    }

    func key(of model: any Trainable, _ experiment: AnyExperiment) -> TrainingKey {
        key(
            of: model, plan: experiment.plan, name: experiment.name, parents: experiment.parents,
            capture: experiment.capture)
    }

    /// What the training's code computes with beside the model, as it is now, and why a key cannot tell all of it.
    func values(behind model: any Trainable, _ experiment: AnyExperiment) -> ValuesRead {
        let (own, plan) = (Structure(of: model), Structure(of: experiment.plan))
        let structure = own.joined(with: GroupDescription(of: model, experiment.plan).structure)
        var read = values(behind: use(structure, experiment.name), experiment.capture)
        for unseen in plan.unseen { read.add(unseen, of: "plan") }
        for unseen in structure.unseen where unseen.kind != .function { read.add(unseen, of: "model") }
        if experiment.capture == nil, let function = structure.unseen.first(where: { $0.kind == .function }) {
            read.addUnknownMaker(function)
        }
        return read
    }

    private func values(behind use: CodeIngredients.Use, _ capture: MakerCapture?) -> ValuesRead {
        var read = ValuesRead()
        read.add(code.codeUse(of: use), from: values)
        if use.functions, let capture {
            read.add(code.uses.makers[capture.maker] ?? CodeUse(), from: values)
            for (name, value) in capture.values() { read.add(value, as: name) }
        }
        // The methods of a value's own type may read further variables.
        var known = use.ownTypes
        while case let new = ownTypes(in: read.types).subtracting(known), !new.isEmpty {
            read.add(code.codeUse(ofTypes: new), from: values)
            known.formUnion(new)
        }
        return read
    }

    private func use(_ structure: Structure, _ name: String) -> CodeIngredients.Use {
        CodeIngredients.Use(
            training: name, ownCode: !structure.modules.isSubset(of: Self.engineModules),
            ownTypes: ownTypes(in: structure.types), functions: structure.holdsFunctions)
    }

    /// A type inside of another belongs to that.
    private func ownTypes(in types: Set<String>) -> Set<String> {
        let own = types.filter { !Self.engineModules.contains(String($0.prefix { $0 != "." })) }
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
