import Datasets
import Digests
import Foundation
import Networks

/// Everything that could change a training's result, by name, and the digest of it all.
public struct TrainingKey: Codable, Equatable, Sendable {
    /// `model`, `initial values`, `data`, `plan`, `engine`, `processor`, and for code of a chapter `declarations`.
    public let parts: [String: String]
    /// SHA-256 of the parts, 64 hexadecimal digits.
    public let digest: String

    public init(parts: [String: String]) {
        self.parts = parts
        digest = SHA256.hexadecimal(fields: parts)
    }
}

/// The parts of a key that are the same for all trainings of a run.
public struct TrainingContext: Sendable {
    /// The digest of the engine's object code.
    public let engine: String
    /// The digest of the running chapter's own declarations.
    public let declarations: String
    public let dataset: Dataset

    public init(engine: String, declarations: String, dataset: Dataset) {
        self.engine = engine
        self.declarations = declarations
        self.dataset = dataset
    }

    /// The engine's own modules: their code is covered by its digest.
    private static let engineModules: Set<String> = ["Swift", "Tensors", "Networks", "Training"]

    /// The key of training `model`, as it is before, by `plan`.
    public func key(of model: any Autoencoder, plan: TrainingPlan) -> TrainingKey {
        let structure = Structure(of: model)
        var parts = [
            "model": structure.text,
            "initial values": digest(of: model),
            "data": dataset.digest,
            "plan": description(of: plan),
            "engine": engine,
            "processor": processor,
        ]
        if structure.holdsFunctions || !structure.modules.isSubset(of: Self.engineModules) {
            parts["declarations"] = declarations
        }
        return TrainingKey(parts: parts)
    }

    private func digest(of model: any Autoencoder) -> String {
        var digest = SHA256()
        for named in parameters(of: model) {
            digest.update(field: named.name)
            named.parameter.value.withScalars { digest.update(UnsafeRawBufferPointer($0)) }
        }
        for named in states(of: model) {
            digest.update(field: named.name)
            named.state.value.withScalars { digest.update(UnsafeRawBufferPointer($0)) }
        }
        return digest.hexadecimal()
    }

    private func description(of plan: TrainingPlan) -> String {
        """
        images \(plan.images), epochs \(plan.epochs), batch size \(plan.batchSize), \
        learning rate \(plan.learningRate), seed \(plan.seed)
        """
    }
}

/// The kind of processor: its model, and the instructions that the engine may use on it.
package let processor: String = {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
    let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":").last ?? "unknown"
    return "\(model.trimmingCharacters(in: .whitespaces)), \(Tensor.instructions)"
}()
