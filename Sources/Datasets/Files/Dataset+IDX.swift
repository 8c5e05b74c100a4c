import Foundation

extension Dataset {
    /// Reads the four IDX files of a folder, each plain or gzipped.
    ///
    /// The files are called `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte` and
    /// `t10k-labels-idx1-ubyte`, or `train-images.idx3-ubyte` and so on, with or without `.gz`.
    ///
    /// - Throws: a `DatasetError` that names the file, what is wrong with it, and what to do.
    public init(folder: URL) throws(DatasetError) {
        let files = try DatasetFolder(folder)
        let training = try Samples(images: files.trainingImages, labels: files.trainingLabels)
        let test = try Samples(images: files.testImages, labels: files.testLabels)
        guard training.sampleShape == test.sampleShape else {
            throw DatasetError(
                .sizesDiffer(training: training.sampleShape, test: test.sampleShape), in: files.testImages)
        }
        let isMNIST = MNIST.hasPixels(training: training, test: test)
        let dataset = Dataset(name: isMNIST ? MNIST.name : "", training: training, test: test)
        self = isMNIST ? dataset : dataset.named(Self.name(of: folder, digest: dataset.digest))
    }

    private static func name(of folder: URL, digest: String) -> String {
        if DrawnDigits.mark(in: folder) == digest { return DrawnDigits.name }
        return "images from \(folder.standardizedFileURL.lastPathComponent)"
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
