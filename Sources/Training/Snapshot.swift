import Digests
import Foundation
import Networks

/// What a training keeps of its way: a sealed file of parameters per epoch, in a folder beside the training in the store.
/// Keeping only reads the model, so that the training is the same with it and without.
struct SnapshotFolder {
    let folder: URL
    /// The epochs at which the model is wanted, in order.
    let epochs: [Int]
    /// The epoch whose model is the training's own result; nil where only the training tells.
    let last: Int?

    private var stored: [Int] { epochs.filter { 0 < $0 && $0 != last } }

    private func file(of epoch: Int) -> URL { folder.appendingPathComponent("epoch-\(epoch).sealed") }

    /// Whether every wanted model up to this epoch is there and whole. Those of the two ends need no file.
    func isComplete(upTo epoch: Int) -> Bool {
        stored.allSatisfy { $0 > epoch || Sealed.read(file(of: $0)) != nil }
    }

    /// Keeps the model where this epoch is a wanted one.
    func keep(_ model: any Trainable, at epoch: Int) throws {
        guard stored.contains(epoch) else { return }
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Sealed.write(SafeTensors(parametersOf: model).encoded(), to: file(of: epoch))
        } catch {
            throw TrainingError.unwritable(folder: folder.path, reason: error.localizedDescription)
        }
    }

    /// The wanted models.
    /// - Throws: `TrainingError.damaged` where a file cannot be read.
    func snapshots(
        of experiment: AnyExperiment, _ record: TrainingRecord, result: any Trainable
    ) throws -> [Snapshot<any Trainable>] {
        // A training that stopped early has no later epochs.
        try epochs.filter { $0 <= record.losses.count }.map { epoch in
            if epoch == last { return Snapshot(epoch: epoch, model: result) }
            let model = experiment.initialModel()
            if epoch > 0 { try load(epoch, into: model) }
            return Snapshot(epoch: epoch, model: model)
        }
    }

    private func load(_ epoch: Int, into model: any Trainable) throws {
        let file = file(of: epoch)
        guard let content = Sealed.read(file) else {
            throw TrainingError.damaged(file: file.path, reason: "it is not what was kept")
        }
        do {
            try SafeTensors(decoding: content).give(to: model)
        } catch {
            throw TrainingError.damaged(file: file.path, reason: error.reason)
        }
    }
}
