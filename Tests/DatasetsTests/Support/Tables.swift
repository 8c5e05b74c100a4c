import Datasets
import Foundation

extension Scratch {
    /// A file with this text.
    func file(_ name: String, _ text: String) throws -> URL { try file(name, Array(text.utf8)) }

    /// A file with these bytes.
    func file(_ name: String, _ bytes: [UInt8]) throws -> URL {
        let file = folder.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        return file
    }

    /// A table with this text, all to train on.
    func table(
        _ text: String, features: [Column]? = nil, label: String? = nil, classes: [String]? = nil,
        targets: [String] = [], separator: Separator? = nil
    ) throws -> Dataset {
        try Dataset(
            csv: file("table.csv", text), features: features, label: label, classes: classes, targets: targets,
            separator: separator, split: .none)
    }
}
