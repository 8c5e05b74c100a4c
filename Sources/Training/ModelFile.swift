import Foundation
import Networks

/// Writes a model's parameters and buffers into a safetensors file, each under its path, such as `encoder.0.weight`, and
/// in PyTorch's shape: `load_state_dict` of a module with the same parts takes it. The file appears whole or not at all.
public func save(_ model: Any, to file: URL) throws {
    do {
        try SafeTensors(parametersOf: model).encoded().write(to: file, options: .atomic)
    } catch {
        throw TrainingError.unwritable(folder: file.path, reason: error.localizedDescription)
    }
}

/// Gives a model's parameters and buffers the values of a safetensors file.
///
/// - Throws: `TrainingError.damaged`, naming the tensor that is missing, superfluous, of another shape or cut off. The
///   model is then as it was.
public func load(_ file: URL, into model: Any) throws { try load(file, into: model, isStored: false) }

/// - Parameter isStored: whether the file is a stored training's, which can be had again.
func load(_ file: URL, into model: Any, isStored: Bool) throws {
    let data: Data
    do {
        data = try Data(contentsOf: file)
    } catch {
        throw TrainingError.damaged(file: file.path, reason: error.localizedDescription, isStored: isStored)
    }
    do {
        try SafeTensors(decoding: data).give(to: model)
    } catch {
        throw TrainingError.damaged(file: file.path, reason: error.reason, isStored: isStored)
    }
}

extension SafeTensors {
    private static let keptName = "kept."

    init(parametersOf model: Any) { add(model) }

    /// The parameters and buffers of a model, with `prefix` before their names, and as texts its kept values.
    mutating func add(_ model: Any, prefix: String = "") {
        for named in parameters(of: model) { tensors[prefix + named.name] = named.parameter.value }
        for named in buffers(of: model) { tensors[prefix + named.name] = named.buffer.value }
        for named in keptValues(of: model) {
            do {
                let json = String(decoding: try named.value.encoded(), as: UTF8.self)
                metadata[prefix + Self.keptName + named.name] = json
            } catch {
                fatalError("the kept value \(named.name) cannot be written as JSON: \(error)")
            }
        }
    }

    /// Sets all parameters and buffers, or none; and those kept values that the file has.
    /// - Parameter prefix: what stands before their names in the file; other tensors are left alone.
    func give(to model: Any, prefix: String = "") throws(SafeTensorsError) {
        let (parameters, buffers) = (parameters(of: model), buffers(of: model))
        let wanted =
            parameters.map { ($0.name, $0.parameter.shape) } + buffers.map { ($0.name, $0.buffer.value.shape) }
        try check(wanted, prefix)
        try restoreKept(of: model, prefix)
        for named in parameters { if let tensor = tensors[prefix + named.name] { named.parameter.set(tensor) } }
        for named in buffers { if let tensor = tensors[prefix + named.name] { named.buffer.value = tensor } }
    }

    private func check(_ wanted: [(String, Shape)], _ prefix: String) throws(SafeTensorsError) {
        let names = Set(wanted.map { prefix + $0.0 })
        if let other = tensors.keys.sorted().first(where: { $0.hasPrefix(prefix) && !names.contains($0) }) {
            throw SafeTensorsError("the model has no tensor \(other)")
        }
        for (name, shape) in wanted {
            guard let tensor = tensors[prefix + name] else {
                throw SafeTensorsError("the tensor \(prefix + name) is missing")
            }
            guard tensor.shape == shape else {
                throw SafeTensorsError("the tensor \(prefix + name) has the shape \(tensor.shape), not \(shape)")
            }
        }
    }

    private func restoreKept(of model: Any, _ prefix: String) throws(SafeTensorsError) {
        for named in keptValues(of: model) {
            guard let json = metadata[prefix + Self.keptName + named.name] else { continue }
            do { try named.value.restore(Data(json.utf8)) } catch {
                throw SafeTensorsError("the kept value \(named.name) cannot be read: \(error.localizedDescription)")
            }
        }
    }
}
