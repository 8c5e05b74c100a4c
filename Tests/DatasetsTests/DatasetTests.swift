import Datasets
import Foundation
import Testing

struct DatasetTests {
    private let scratch: Scratch
    private let training = SmallData.samples(12)
    private let test = SmallData.samples(7, seed: 2)

    init() throws { scratch = try Scratch() }

    private func folder(_ name: String) -> URL { scratch.folder.appendingPathComponent(name) }

    private func error(_ name: String) -> DatasetError? {
        do throws(DatasetError) { _ = try Dataset(folder: folder(name)) } catch { return error }
        return nil
    }

    @Test(arguments: ["-ubyte", "-ubyte.gz"]) func readsAFolder(suffix: String) throws {
        try SmallData.write(training, test, to: folder("my-pictures"), suffix: suffix)
        let dataset = try Dataset(folder: folder("my-pictures"))
        #expect(dataset.training == training)
        #expect(dataset.test == test)
        #expect(dataset.name == "images from my-pictures")
    }

    @Test func readsDottedNames() throws {
        try SmallData.write(training, test, to: folder("a"))
        for name in scratch.names(in: "a") {
            let dotted = name.replacingOccurrences(of: "-idx", with: ".idx")
            try FileManager.default.moveItem(at: folder("a/" + name), to: folder("a/" + dotted))
        }
        #expect(scratch.names(in: "a").contains("train-images.idx3-ubyte"))
        #expect(try Dataset(folder: folder("a")).training == training)
    }

    @Test func hasOneDigestForTheSameSamples() throws {
        try SmallData.write(training, test, to: folder("plain"))
        try SmallData.write(training, test, to: folder("packed"), suffix: "-ubyte.gz")
        let digest = try Dataset(folder: folder("plain")).digest
        #expect(digest.count == 64)
        #expect(try Dataset(folder: folder("packed")).digest == digest)
        #expect(Dataset(name: "memory", training: training, test: test).digest == digest)
    }

    @Test func hasAnotherDigestForOtherSamples() {
        let wide = Samples(height: 4, width: 5, pixels: training.pixels, labels: training.labels)
        let relabelled = Samples(height: 5, width: 4, pixels: training.pixels, labels: training.labels.map { $0 ^ 1 })
        let variants = [
            Dataset(name: "a", training: training, test: test), Dataset(name: "a", training: test, test: training),
            Dataset(name: "a", training: wide, test: test), Dataset(name: "a", training: relabelled, test: test),
            Dataset(name: "a", training: training.prefix(11), test: test),
        ]
        #expect(Set(variants.map(\.digest)).count == variants.count)
    }

    @Test func namesWhatIsNotThere() throws {
        #expect(error("nowhere") == DatasetError(.noFolder, in: folder("nowhere")))
        try SmallData.write(training, test, to: folder("a"))
        try FileManager.default.removeItem(at: folder("a/t10k-labels-idx1-ubyte"))
        let names = ["t10k-labels-idx1-ubyte", "t10k-labels.idx1-ubyte"]
        #expect(error("a") == DatasetError(.missing(names: names), in: folder("a")))
        #expect(error("a")!.description.contains("t10k-labels-idx1-ubyte[.gz]"))
    }

    @Test func refusesFilesThatDoNotBelongTogether() throws {
        try SmallData.write(training, test, to: folder("a"))
        try IDXFile(dimensions: [3], bytes: [1, 2, 3]).write(to: folder("a/train-labels-idx1-ubyte"))
        let counts = DatasetError.Cause.countsDiffer(images: 12, labels: 3, labelFile: "train-labels-idx1-ubyte")
        #expect(error("a") == DatasetError(counts, in: folder("a/train-images-idx3-ubyte")))

        try SmallData.write(training, SmallData.samples(7, height: 4), to: folder("b"))
        let sizes = DatasetError.Cause.sizesDiffer(training: [5, 4], test: [4, 4])
        #expect(error("b") == DatasetError(sizes, in: folder("b/t10k-images-idx3-ubyte")))
    }

    @Test func refusesNoImages() throws {
        try SmallData.write(training, test.prefix(0), to: folder("a"))
        #expect(error("a") == DatasetError(.empty(dimensions: [0, 5, 4]), in: folder("a/t10k-images-idx3-ubyte")))
    }

    @Test func takesDrawnDigitsForDrawnOnlyWhileUnchanged() throws {
        try FileManager.default.createDirectory(at: folder("d"), withIntermediateDirectories: true)
        try DrawnDigits(trainingCount: 20, testCount: 10).write(to: folder("d"))
        #expect(try Dataset(folder: folder("d")).name == "drawn digits")
        let labels = IDXFile(dimensions: [10], bytes: [UInt8](repeating: 0, count: 10))
        try labels.write(to: folder("d/t10k-labels-idx1-ubyte"))
        #expect(try Dataset(folder: folder("d")).name == "images from d")
    }
}

/// Runs where the variable AEBOOK_DATA names a folder with MNIST.
struct RealMNISTTests {
    static let folder = ProcessInfo.processInfo.environment["AEBOOK_DATA"].map { URL(fileURLWithPath: $0) }
    static var isThere: Bool { folder.map { FileManager.default.fileExists(atPath: $0.path) } ?? false }

    @Test(.enabled(if: isThere)) func isRecognised() throws {
        let dataset = try Dataset(folder: Self.folder!)
        #expect(dataset.name == "MNIST")
        #expect(dataset.test.count == 10_000)
        #expect(Array(dataset.training.labels.prefix(10)) == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4])
        #expect(Array(dataset.test.labels.prefix(10)) == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
        #expect(abs(Statistics(dataset.training.prefix(5_000)).meanPixel - 0.1302) < 0.0001)
        if dataset.training.count == 10_000 {
            #expect(dataset.digest == "411147b8c111c766d5572854bf8d88f9741c9807f786d8d3d5acfd25b12a9be2")
        }
    }
}
