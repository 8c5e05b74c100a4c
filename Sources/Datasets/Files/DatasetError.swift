import Foundation

/// What is wrong with a file of a data set, or with what was asked for of it.
public struct DatasetError: Error, Equatable, Sendable {
    public enum Cause: Equatable, Sendable {
        case noFolder
        /// The folder holds none of these names, plain or compressed.
        case missing(names: [String])
        case unreadable(reason: String)
        case unwritable(reason: String)
        /// The compressed data are damaged somewhere after so many decoded bytes; zlib's own words say how.
        case damaged(zlib: String, decoded: Int)
        /// The first four bytes are not the ones that this kind of file starts with.
        case wrongMagic(expected: [UInt8], found: [UInt8])
        /// All numbers of bytes count the header, and the data after decompression.
        case truncated(expected: Int, found: Int)
        case trailing(expected: Int, found: Int)
        case tooLarge(dimensions: [Int])
        /// The file holds no image, or images without pixels.
        case empty(dimensions: [Int])
        case countsDiffer(images: Int, labels: Int, labelFile: String)
        /// Sizes are rows × columns; `file` is the one with the test images.
        case sizesDiffer(training: [Int], test: [Int])
        case table(TableProblem)
        case pictures(PictureProblem)
        case numPy(NumPyProblem)
        case split(SplitProblem)
    }

    /// The path of the file, or of the folder where the whole folder is wrong; the data's name where they are in no
    /// file.
    public let file: String
    public let cause: Cause

    public init(_ cause: Cause, in file: URL) { self.init(cause, of: file.path) }

    /// - Parameter name: what the data are called that are in no file.
    public init(_ cause: Cause, of name: String) {
        file = name
        self.cause = cause
    }
}

/// A kind of what can be wrong: in words, and what to do about it.
protocol DatasetProblem {
    /// What is wrong, without a full stop.
    var problem: String { get }
    /// What to do, without a full stop.
    var advice: String { get }
}

extension DatasetError: CustomStringConvertible, LocalizedError {
    public var description: String { "\(file): \(problem); \(advice)" }
    public var errorDescription: String? { description }

    private var problem: String {
        switch cause {
        case .noFolder: "there is no such folder"
        case .missing(let names): "holds no file \(names.map { "\($0)[.gz]" }.joined(separator: " or "))"
        case .unreadable(let reason): "cannot be read (\(reason))"
        case .unwritable(let reason): "cannot be written (\(reason))"
        case .damaged(let zlib, let decoded):
            "the compressed data are damaged somewhere after \(decoded) decoded bytes (\(zlib))"
        case .wrongMagic(let expected, let found):
            "starts with the bytes \(Self.hexadecimal(found)) where \(Self.hexadecimal(expected)) must stand"
        case .truncated(let expected, let found): "truncated: \(expected) bytes expected, \(found) found"
        case .trailing(let expected, let found):
            "\(found - expected) bytes too many: \(expected) expected, \(found) found"
        case .tooLarge(let dimensions): "the header claims \(Self.product(dimensions)) bytes, more than a file can hold"
        case .empty(let dimensions): "there are no images in it (\(Self.product(dimensions)))"
        case .countsDiffer(let images, let labels, let labelFile):
            "\(images) images, but \(labels) labels in \(labelFile)"
        case .sizesDiffer(let training, let test):
            "test images of \(Self.product(test)) pixels, but training images of \(Self.product(training))"
        case .table(let kind): kind.problem
        case .pictures(let kind): kind.problem
        case .numPy(let kind): kind.problem
        case .split(let kind): kind.problem
        }
    }

    private var advice: String {
        switch cause {
        case .noFolder: "give a folder with the four IDX files of a data set"
        case .missing: "a data set is four IDX files: images and labels, each for training and for test"
        case .unreadable: "check that the file is there and that you may read it"
        case .unwritable: "check that the folder is there, may be written, and has room"
        case .damaged, .truncated: "fetch the file again"
        case .wrongMagic: "only IDX files of unsigned bytes are read, images with three dimensions and labels with one"
        case .trailing, .tooLarge: "check that the header and the data belong together, or fetch the file again"
        case .empty: "give a data set with at least one training image and one test image"
        case .countsDiffer: "check that both files come from the same data set"
        case .sizesDiffer: "give training and test images of one size"
        case .table(let kind): kind.advice
        case .pictures(let kind): kind.advice
        case .numPy(let kind): kind.advice
        case .split(let kind): kind.advice
        }
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
    }

    private static func product(_ dimensions: [Int]) -> String {
        dimensions.map(String.init).joined(separator: " × ")
    }
}
