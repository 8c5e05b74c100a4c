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
    func load(_ key: TrainingKey, into model: any Autoencoder) throws -> TrainingRecord? {
        let place = place(of: key)
        let file = place.appendingPathComponent("record.json")
        guard let data = try? Data(contentsOf: file) else { return nil }
        guard let entry = try? JSONDecoder().decode(Entry.self, from: data), entry.key == key else {
            throw TrainingError.damaged(file: file.path, reason: "it is not the record of this training")
        }
        try ParameterFile.load(place.appendingPathComponent("parameters.safetensors"), into: parameters(of: model))
        return entry.record
    }

    /// Keeps a finished training, in place of an earlier one with the same key.
    func save(_ record: TrainingRecord, of model: any Autoencoder, name: String, key: TrainingKey) throws {
        do {
            let beside = folder.appendingPathComponent(".\(key.digest)-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: beside, withIntermediateDirectories: true)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            try encoder.encode(Entry(name: name, key: key, record: record))
                .write(to: beside.appendingPathComponent("record.json"))
            try ParameterFile.encode(parameters(of: model))
                .write(to: beside.appendingPathComponent("parameters.safetensors"))
            try replace(place(of: key), with: beside)
        } catch {
            throw TrainingError.unwritable(folder: folder.path, reason: error.localizedDescription)
        }
    }

    /// Runs `body` while no other process works on the same training.
    func withLock<Result>(on key: TrainingKey, _ body: () throws -> Result) throws -> Result {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let lock = try FileLock(folder.appendingPathComponent(".\(key.digest).lock"))
        defer { lock.release() }
        return try body()
    }

    private func place(of key: TrainingKey) -> URL { folder.appendingPathComponent(key.digest) }

    private func replace(_ place: URL, with new: URL) throws {
        if FileManager.default.fileExists(atPath: place.path) {
            let old = folder.appendingPathComponent(".\(UUID().uuidString)")
            try FileManager.default.moveItem(at: place, to: old)
            defer { try? FileManager.default.removeItem(at: old) }
            try FileManager.default.moveItem(at: new, to: place)
        } else {
            try FileManager.default.moveItem(at: new, to: place)
        }
    }
}
