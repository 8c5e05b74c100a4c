import Foundation

/// Why a training stopped before its end.
public enum TrainingError: Error, Equatable, Sendable {
    /// The loss of a batch is not a finite number. Epoch and batch count from 1; the file holds the last good state,
    /// where there is one.
    case diverged(name: String, epoch: Int, batch: Int, loss: Float, learningRate: Float, checkpoint: String? = nil)
    /// There is nothing to train on.
    case noImages(name: String)
    /// A stored training cannot be read; it is best removed.
    case damaged(file: String, reason: String)
    /// A training that was to be compared with the stored one is not in the store.
    case notStored(name: String)
    /// A stored training cannot be written.
    case unwritable(folder: String, reason: String)
}

extension TrainingError: CustomStringConvertible, LocalizedError {
    public var description: String {
        switch self {
        case .diverged(let name, let epoch, let batch, let loss, let rate, let checkpoint):
            """
            the loss of \(name) became \(loss) in epoch \(epoch), batch \(batch): most likely the steps are too long \
            (learning rate \(rate)), or a logarithm or quotient of the objective met 0\
            \(checkpoint.map { "; the last good state is in \($0)" } ?? "")
            """
        case .noImages(let name): "\(name) has no images to train on"
        case .damaged(let file, let reason): "\(file) is damaged: \(reason); remove it, and it is trained again"
        case .notStored(let name): "\(name) is not in the store; run `aebook build` first"
        case .unwritable(let folder, let reason): "the training cannot be kept in \(folder): \(reason)"
        }
    }

    public var errorDescription: String? { description }
}

extension TrainingError {
    /// The same, with where the last good state is, if it is there.
    func naming(checkpoint: URL) -> TrainingError {
        guard case .diverged(let name, let epoch, let batch, let loss, let rate, _) = self,
            FileManager.default.fileExists(atPath: checkpoint.path)
        else { return self }
        return .diverged(
            name: name, epoch: epoch, batch: batch, loss: loss, learningRate: rate, checkpoint: checkpoint.path)
    }
}
