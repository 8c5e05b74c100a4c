import Foundation
import Networks

/// Writes a model's parameters into a safetensors file, each under its path, such as `encoder.layers.0.weight`, and in
/// PyTorch's shape. The file appears whole or not at all.
public func save(_ model: Any, to file: URL) throws {
    do {
        try SafeTensors(parametersOf: model).encoded().write(to: file, options: .atomic)
    } catch {
        throw TrainingError.unwritable(folder: file.path, reason: error.localizedDescription)
    }
}

/// Gives a model's parameters the values of a safetensors file.
///
/// - Throws: `TrainingError.damaged`, naming the tensor that is missing, superfluous, of another shape or cut off. The
///   model is then as it was.
public func load(_ file: URL, into model: Any) throws {
    let data: Data
    do {
        data = try Data(contentsOf: file)
    } catch {
        throw TrainingError.damaged(file: file.path, reason: error.localizedDescription)
    }
    do {
        try SafeTensors(decoding: data).give(to: model)
    } catch {
        throw TrainingError.damaged(file: file.path, reason: error.reason)
    }
}

extension SafeTensors {
    init(parametersOf model: Any) {
        for named in parameters(of: model) { tensors[named.name] = named.parameter.value }
    }

    /// Sets all parameters, or none.
    /// - Parameter prefix: what stands before the parameters' names in the file; other tensors are left alone.
    func give(to model: Any, prefix: String = "") throws(SafeTensorsError) {
        let wanted = parameters(of: model)
        let names = Set(wanted.map { prefix + $0.name })
        if let other = tensors.keys.sorted().first(where: { $0.hasPrefix(prefix) && !names.contains($0) }) {
            throw SafeTensorsError("the model has no tensor \(other)")
        }
        for named in wanted {
            guard let tensor = tensors[prefix + named.name] else {
                throw SafeTensorsError("the tensor \(prefix + named.name) is missing")
            }
            guard tensor.shape == named.parameter.shape else {
                throw SafeTensorsError(
                    "the tensor \(prefix + named.name) has the shape \(tensor.shape), not \(named.parameter.shape)")
            }
        }
        for named in wanted { if let tensor = tensors[prefix + named.name] { named.parameter.set(tensor) } }
    }
}
