import Digests
import Foundation
import Networks

/// Finished trainings on disk, one folder each, named by the digest of the key. A folder appears whole or not at all.
public struct TrainingStore: Sendable {
    public let folder: URL

    public init(folder: URL) { self.folder = folder }

    private struct Entry: Codable {
        let name: String
        let key: TrainingKey
        let record: TrainingRecord
    }

    /// The record of a finished training; its parameters go into `model`. Nil where there is none.
    /// - Throws: `TrainingError.damaged` where it is not what was kept.
    func load(_ key: TrainingKey, into model: any Trainable) throws -> TrainingRecord? {
        let place = place(of: key)
        let file = place.appendingPathComponent("record.json")
        guard FileManager.default.fileExists(atPath: place.path) else { return nil }
        guard FolderSeal.holds(in: place), let data = try? Data(contentsOf: file) else {
            throw TrainingError.damaged(file: place.path, reason: "its files are not those that were kept")
        }
        guard let entry = try? JSONDecoder.ofRecords.decode(Entry.self, from: data), entry.key == key else {
            throw TrainingError.damaged(file: file.path, reason: "it is not the record of this training")
        }
        try Training.load(place.appendingPathComponent("parameters.safetensors"), into: model, isStored: true)
        // Marks it as used now.
        try? FileManager.default.setAttributes([.modificationDate: Date()], ofItemAtPath: place.path)
        return entry.record
    }

    /// Where a training that has not finished goes on; nil where it begins, or where the file is damaged.
    func checkpoint(of key: TrainingKey) -> Checkpoint? {
        guard let data = try? Data(contentsOf: checkpointFile(of: key)) else { return nil }
        return Checkpoint(decoding: data, key: key)
    }

    /// Keeps the state of a training under way, in place of its earlier one.
    func keep(_ checkpoint: Checkpoint, of key: TrainingKey) throws {
        let file = checkpointFile(of: key)
        do {
            try checkpoint.encoded(key: key).write(to: file, options: .atomic)
        } catch {
            throw TrainingError.unwritable(folder: file.path, reason: error.localizedDescription)
        }
    }

    /// Where the training with this key keeps the models of the epochs that the experiment wants.
    func snapshots(of experiment: AnyExperiment, _ key: TrainingKey) -> SnapshotFolder {
        SnapshotFolder(
            folder: folder.appendingPathComponent("\(key.digest).epochs", isDirectory: true),
            epochs: experiment.keptEpochs, last: experiment.resultEpoch)
    }

    func checkpointFile(of key: TrainingKey) -> URL { folder.appendingPathComponent("\(key.digest).checkpoint") }

    /// Keeps a finished training, in place of an earlier one with the same key.
    package func save(_ record: TrainingRecord, of model: any Trainable, name: String, key: TrainingKey) throws {
        do {
            removeLeftovers(of: key)
            let beside = passingFolder(of: key)
            try FileManager.default.createDirectory(at: beside, withIntermediateDirectories: true)
            try JSONEncoder.ofRecords.encode(Entry(name: name, key: key, record: record))
                .write(to: beside.appendingPathComponent("record.json"))
            try Training.save(model, to: beside.appendingPathComponent("parameters.safetensors"))
            try FolderSeal.write(in: beside)
            guard rename(beside, inPlaceOf: place(of: key)) else {
                throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: place(of: key).path])
            }
            try? FileManager.default.removeItem(at: checkpointFile(of: key))
        } catch {
            throw TrainingError.unwritable(folder: folder.path, reason: error.localizedDescription)
        }
    }

    /// Runs `body` while no other process works on the same training.
    ///
    /// - Parameter onWait: hears `true` where another does, and `false` when the waiting is over.
    func withLock<Result>(
        on key: TrainingKey, onWait: (Bool) -> Void = { _ in }, _ body: () throws -> Result
    ) throws -> Result {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lock = try FileLock(folder.appendingPathComponent(".\(key.digest).lock"), onWait: onWait)
        defer { lock.release() }
        return try body()
    }

    /// Whether there is a finished training with this key.
    public func contains(_ key: TrainingKey) -> Bool { FileManager.default.fileExists(atPath: place(of: key).path) }

    /// Removes a training, finished or not, if it is there.
    public func remove(_ key: TrainingKey) {
        let epochs = folder.appendingPathComponent("\(key.digest).epochs")
        for file in [place(of: key), checkpointFile(of: key), epochs] {
            try? FileManager.default.removeItem(at: file)
        }
    }

    private func place(of key: TrainingKey) -> URL { folder.appendingPathComponent(key.digest) }

    /// A folder for what does not stay.
    func passingFolder(of key: TrainingKey) -> URL {
        folder.appendingPathComponent(".\(key.digest)-\(UUID().uuidString)")
    }

    /// Removes what processes have left behind that were killed while they kept this training.
    private func removeLeftovers(of key: TrainingKey) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        where name.hasPrefix(".\(key.digest)-") {
            try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
        }
    }
}
