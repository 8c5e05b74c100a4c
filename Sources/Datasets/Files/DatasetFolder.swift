import Foundation

/// The four files of a data set, where they lie in a folder.
struct DatasetFolder {
    let folder: URL
    let trainingImages: URL
    let trainingLabels: URL
    let testImages: URL
    let testLabels: URL

    /// The names that MNIST's files have, in the order of the properties; also what is written.
    static let names = [
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
    ]

    /// Finds the files, each plain or gzipped; a plain one is taken first.
    init(_ folder: URL) throws(DatasetError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
            throw DatasetError(.noFolder, in: folder)
        }
        self.folder = folder
        trainingImages = try Self.find(Self.names[0], in: folder)
        trainingLabels = try Self.find(Self.names[1], in: folder)
        testImages = try Self.find(Self.names[2], in: folder)
        testLabels = try Self.find(Self.names[3], in: folder)
    }

    var files: [URL] { [trainingImages, trainingLabels, testImages, testLabels] }

    private static func find(_ name: String, in folder: URL) throws(DatasetError) -> URL {
        let spellings = [name, name.replacingOccurrences(of: "-idx", with: ".idx")]
        let candidates = spellings.flatMap { [$0, $0 + ".gz"] }.map { folder.appendingPathComponent($0) }
        guard let file = candidates.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
            throw DatasetError(.missing(names: spellings), in: folder)
        }
        return file
    }
}
