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

/// What a key has beside the model, its plan and its parents.
public struct TrainingContext: Sendable {
    public let code: CodeIngredients
    public let dataset: Dataset

    public init(code: CodeIngredients, dataset: Dataset) {
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
        let structure = Structure(of: model)
        var parts = code.parts(for: use(structure.joined(with: groups.structure), name))
        parts["model"] = structure.text
        parts["initial values"] = digest(of: model)
        parts["data"] = dataset.digest
        parts["plan"] = Structure(of: plan).plainText
        parts["optimizers"] = groups.text
        parts["processor"] = processor
        if !parents.isEmpty { parts["parents"] = Structure(of: parents).plainText }
        return TrainingKey(parts: parts)
    }

    func key(of model: any Trainable, _ experiment: AnyExperiment) -> TrainingKey {
        key(of: model, plan: experiment.plan, name: experiment.name, parents: experiment.parents)
    }

    private func use(_ structure: Structure, _ name: String) -> CodeIngredients.Use {
        let own = structure.types.filter { !Self.engineModules.contains(String($0.prefix { $0 != "." })) }
        // A type inside of another belongs to that.
        let types = own.map {
            $0.split(separator: ".", omittingEmptySubsequences: false).prefix(2).joined(separator: ".")
        }
        return CodeIngredients.Use(
            training: name, ownCode: !structure.modules.isSubset(of: Self.engineModules), ownTypes: Set(types),
            functions: structure.holdsFunctions)
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
