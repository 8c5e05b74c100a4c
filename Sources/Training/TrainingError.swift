import Foundation

/// Why a training stopped before its end.
public enum TrainingError: Error, Equatable, Sendable {
    /// The loss of a batch, or a tensor of the model after the step of a batch, is not finite. Epoch and batch count
    /// from 1; batch 0 is before the epoch's first step. The file holds the last good state, where there is one.
    case diverged(
        name: String, epoch: Int, batch: Int, loss: Float, learningRate: Float, tensor: String? = nil,
        checkpoint: String? = nil)
    /// A measure of the test samples is not finite.
    case noTestError(name: String, measure: String, value: Double, images: Int)
    /// More than one of the trainings side by side failed; a line on each.
    case several([String])
    /// There is nothing to train on.
    case noImages(name: String)
    /// The model, its groups, the plan and the data do not go together; why, and what to do.
    case refused(name: String, reason: String)
    /// The model changes a property of its own that no checkpoint holds.
    case unkept(name: String, property: String)
    /// A stored training cannot be read, and is best removed; or a file of a reader's own cannot.
    case damaged(file: String, reason: String, isStored: Bool = true)
    /// A training that was to be compared with the stored one is not in the store.
    case notStored(name: String)
    /// A stored training cannot be written.
    case unwritable(folder: String, reason: String)
}

extension TrainingError: CustomStringConvertible, LocalizedError {
    public var description: String {
        switch self {
        case .diverged(let name, let epoch, let batch, let loss, let rate, let tensor, let checkpoint):
            divergence(name, epoch, batch, loss, rate, tensor)
                + (checkpoint.map { "; the last good state is in \($0)" } ?? "")
        case .noTestError(let name, _, _, 0): "\(name) has no test samples, so it has no test error"
        case .noTestError(let name, let measure, let value, _):
            """
            the test \(measure) of \(name) is \(text(value)), and the parameters are finite: most likely a root, logarithm \
            or quotient of the network met a number in a test sample that no training sample has
            """
        case .several(let lines): lines.joined(separator: "\n")
        case .noImages(let name): "\(name) has no images to train on"
        case .refused(let name, let reason): "\(name) cannot be trained: \(reason)"
        case .unkept(let name, let property):
            """
            \(name) cannot be trained: its model changes `\(property)` from step to step, and a checkpoint would not hold \
            that, so that a training that was stopped would end with other numbers. Keep a number or a list in `@Kept \
            var`, a tensor in a `Buffer`, an optimizer in `optimizers(_:)`; draw random numbers from the step's \
            generator; and let what one step alone needs be a local constant
            """
        case .damaged(let file, let reason, true):
            "\(file) is damaged: \(reason); remove it, and it is trained again"
        case .damaged(let file, let reason, false): "\(file) cannot be loaded: \(reason)"
        case .notStored(let name): "\(name) is not in the store; run `aebook build` first"
        case .unwritable(let folder, let reason): "the training cannot be kept in \(folder): \(reason)"
        }
    }

    public var errorDescription: String? { description }
}

extension TrainingError {
    /// The same, with where the last good state is, if it is there.
    func naming(checkpoint: URL) -> TrainingError {
        guard case .diverged(let name, let epoch, let batch, let loss, let rate, let tensor, _) = self,
            FileManager.default.fileExists(atPath: checkpoint.path)
        else { return self }
        return .diverged(
            name: name, epoch: epoch, batch: batch, loss: loss, learningRate: rate, tensor: tensor,
            checkpoint: checkpoint.path)
    }
}

/// What is not finite, since when, and why most likely.
private func divergence(
    _ name: String, _ epoch: Int, _ batch: Int, _ loss: Float, _ rate: Float, _ tensor: String?
) -> String {
    guard let tensor else {
        return """
            the loss of \(name) became \(text(loss)) in epoch \(epoch), batch \(batch): most likely the steps are too \
            long (learning rate \(rate)), or a root, logarithm or quotient of the objective met 0
            """
    }
    guard batch > 0 else { return "\(tensor) of \(name) is not finite before the first step of epoch \(epoch)" }
    return """
        \(tensor) of \(name) is not finite after the step of epoch \(epoch), batch \(batch): a gradient of that step was \
        not finite; most likely the steps are too long (learning rate \(rate)), or a root, logarithm or quotient of the \
        objective met 0
        """
}

/// Swift writes the sign of a NaN, which says nothing.
private func text(_ number: some BinaryFloatingPoint & CustomStringConvertible) -> String {
    number.isNaN ? "nan" : number.description
}
