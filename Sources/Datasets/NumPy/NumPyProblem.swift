/// What is wrong with a file of NumPy's, or with what was asked for of it.
public enum NumPyProblem: Error, Equatable, Sendable {
    case noArray
    case version(Int, Int)
    case badHeader(reason: String)
    /// The type as NumPy writes it, such as `>f4`, and in words what it is.
    case otherType(String, words: String)
    case tooLarge(shape: [Int])
    case empty(shape: [Int])
    case noArchive
    case damagedArchive(reason: String)
    /// A member is packed in a way that is not read: by its number, or encrypted.
    case packedOtherwise(array: String, method: Int)
    case unknownArray(String, suggestion: String?, known: [String])
    case countsDiffer(samples: Int, of: String, count: Int)
    /// What is no list of one number per sample.
    case noList(of: String, shape: [Int])
    case noClass(sample: Int, text: String)
    case unnamedClass(label: Int, names: Int)
    case notFinite(sample: Int, place: [Int], text: String)
    case channelsLast(shape: [Int])
}

extension NumPyProblem: DatasetProblem {
    var problem: String {
        switch self {
        case .noArray: "this is no NumPy array: it does not start as .npy files do"
        case .version(let major, let minor): "the file is of version \(major).\(minor) of NumPy's format"
        case .badHeader(let reason): "the header of the array cannot be understood (\(reason))"
        case .otherType(let type, let words): "the numbers are of the type “\(type)”, which is \(words)"
        case .tooLarge(let shape): "the header claims the shape \(Self.tuple(shape)), more than a file can hold"
        case .empty(let shape): "there are no numbers in it; its shape is \(Self.tuple(shape))"
        case .noArchive: "this is no .npz archive"
        case .damagedArchive(let reason): "the archive is damaged (\(reason))"
        case .packedOtherwise(let array, 0): "the array “\(array)” is encrypted"
        case .packedOtherwise(let array, let method): "the array “\(array)” is packed by method \(method)"
        case .unknownArray(let name, let suggestion, _):
            "there is no array “\(name)” in it" + (suggestion.map { "; did you mean “\($0)”?" } ?? "")
        case .countsDiffer(let samples, let what, let count): "\(samples) samples, but the \(what) are \(count)"
        case .noList(let what, let shape): "the \(what) have the shape \(Self.tuple(shape))"
        case .noClass(let sample, let text): "the label of sample \(sample) is \(text), which is no class"
        case .unnamedClass(let label, let names): "there is a class \(label), but only \(names) class names"
        case .notFinite(let sample, let place, let text):
            "sample \(sample) has \(text) at \(place), which is no finite 32-bit number"
        case .channelsLast(let shape): "the pictures have their colors on the last axis: \(Self.tuple(shape))"
        }
    }

    var advice: String {
        switch self {
        case .noArray: "write the array with numpy.save"
        case .version: "versions 1.0 to 3.0 are read; write the array anew with numpy.save"
        case .badHeader, .tooLarge: "write the array anew with numpy.save, or fetch the file again"
        case .otherType: "float32, float64, uint8, int64 and bool are read; convert with array.astype(\"float32\")"
        case .empty: "give an array with at least one sample, on the first axis"
        case .noArchive: "write it with numpy.savez or numpy.savez_compressed"
        case .damagedArchive: "fetch the file again"
        case .packedOtherwise: "write it with numpy.savez or numpy.savez_compressed"
        case .unknownArray(_, _, let known): "the arrays are \(known.map { "“\($0)”" }.joined(separator: ", "))"
        case .countsDiffer: "check that both are of the same data set; samples are on the first axis"
        case .noList: "give one number per sample"
        case .noClass: "give whole numbers from 0"
        case .unnamedClass: "give as many names as there are classes"
        case .notFinite: "replace what is missing by a number, or take the sample out"
        case .channelsLast: "bring them first with array.transpose(0, 3, 1, 2)"
        }
    }

    /// As Python writes it.
    private static func tuple(_ shape: [Int]) -> String {
        "(\(shape.map(String.init).joined(separator: ", "))\(shape.count == 1 ? "," : ""))"
    }
}
