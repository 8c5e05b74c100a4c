import Foundation

/// A data set so small that a training takes no time: 300 training and 100 test images, after the format of MNIST.
public enum SmallDigits {
    /// Writes the four IDX files; the folder need not be there.
    public static func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try write(count: 300, "train", in: folder)
        try write(count: 100, "t10k", in: folder)
    }

    /// A bright bar in each picture, at a place that depends on its digit.
    private static func write(count: Int, _ name: String, in folder: URL) throws {
        let labels = (0..<count).map { UInt8($0 % 10) }
        var pixels: [UInt8] = []
        for (index, label) in labels.enumerated() {
            var picture = [UInt8](repeating: 0, count: 784)
            for row in 4..<24 { picture[row * 28 + 3 + 2 * Int(label) + index / 10 % 2] = 255 }
            pixels += picture
        }
        try Data(header(2051, count, 28, 28) + pixels).write(
            to: folder.appendingPathComponent("\(name)-images-idx3-ubyte"))
        try Data(header(2049, count) + labels).write(to: folder.appendingPathComponent("\(name)-labels-idx1-ubyte"))
    }

    private static func header(_ numbers: Int...) -> [UInt8] {
        numbers.flatMap { number in withUnsafeBytes(of: UInt32(number).bigEndian, Array.init) }
    }
}
