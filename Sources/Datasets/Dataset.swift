import Digests
import Foundation

/// Training and test samples of one size, with a name for readers and a digest of every byte.
public struct Dataset: Equatable, Sendable {
    /// `MNIST`, `drawn digits`, or in words which folder the images come from.
    public let name: String
    /// The SHA-256 of the decoded bytes and shapes of both parts, as 64 hexadecimal digits: equal for the same samples,
    /// whether their files are compressed or not.
    public let digest: String
    public let training: Samples
    public let test: Samples

    /// Samples that were not read from a folder.
    /// True for the digits of LeCun, Cortes and Burges, recognised by their pixels.
    public var isMNIST: Bool { name == MNIST.name }

    public init(name: String, training: Samples, test: Samples) {
        self.name = name
        self.training = training
        self.test = test
        digest = Self.digest(training: training, test: test)
    }

    /// Reads the four IDX files of a folder, each plain or gzipped.
    ///
    /// The files are called `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte` and
    /// `t10k-labels-idx1-ubyte`, or `train-images.idx3-ubyte` and so on, with or without `.gz`.
    ///
    /// - Throws: a `DatasetError` that names the file, what is wrong with it, and what to do.
    public init(folder: URL) throws(DatasetError) {
        let files = try DatasetFolder(folder)
        training = try Samples(images: files.trainingImages, labels: files.trainingLabels)
        test = try Samples(images: files.testImages, labels: files.testLabels)
        let (trainingSize, testSize) = ([training.height, training.width], [test.height, test.width])
        guard trainingSize == testSize else {
            throw DatasetError(.sizesDiffer(training: trainingSize, test: testSize), in: files.testImages)
        }
        digest = Self.digest(training: training, test: test)
        name = Self.name(of: folder, digest: digest, training: training, test: test)
    }

    private static func name(of folder: URL, digest: String, training: Samples, test: Samples) -> String {
        if MNIST.hasPixels(training: training, test: test) { return MNIST.name }
        if DrawnDigits.mark(in: folder) == digest { return DrawnDigits.name }
        return "images from \(folder.standardizedFileURL.lastPathComponent)"
    }

    private static func digest(training: Samples, test: Samples) -> String {
        var digest = SHA256()
        for (part, samples) in [("training", training), ("test", test)] {
            digest.update(field: "\(part) \(samples.count) \(samples.height) \(samples.width)")
            digest.update(samples.pixels)
            digest.update(samples.labels)
        }
        return digest.hexadecimal()
    }
}

extension Samples {
    /// Reads images `[sample, row, column]` and their labels `[sample]`.
    fileprivate init(images: URL, labels: URL) throws(DatasetError) {
        let pictures = try IDXFile(contentsOf: images, rank: 3)
        let digits = try IDXFile(contentsOf: labels, rank: 1)
        guard !pictures.bytes.isEmpty else { throw DatasetError(.empty(dimensions: pictures.dimensions), in: images) }
        guard pictures.dimensions[0] == digits.bytes.count else {
            let (count, name) = (pictures.dimensions[0], labels.lastPathComponent)
            throw DatasetError(.countsDiffer(images: count, labels: digits.bytes.count, labelFile: name), in: images)
        }
        self.init(
            height: pictures.dimensions[1], width: pictures.dimensions[2], pixels: pictures.bytes, labels: digits.bytes)
    }
}
