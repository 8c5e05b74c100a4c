import Digests
import Foundation
import Images

/// What becomes of pictures' colors.
public enum PictureColors: Sendable {
    /// Pictures must be gray: `[row, column]`. One that is kept in color counts as gray if all its pixels are.
    case none
    /// Pictures become gray by their luma (Rec. 709): `[row, column]`.
    case asGray
    /// Red, green and blue are kept apart: `[channel, row, column]`.
    case asChannels
}

extension Dataset {
    /// Reads a folder in which a folder for each class holds its pictures, as PNG files of one size.
    ///
    /// Classes are numbered in the order of their folders' names: names that are numbers by value, others by the
    /// alphabet. Hidden files do not count. 16 bits become 8, a palette becomes its colors.
    ///
    /// - Parameters:
    ///   - folder: a `URL` or a path.
    ///   - colors: what becomes of colors; without it a picture in color is an error.
    /// - Throws: a `DatasetError` that names the file or the class's folder.
    public init(
        pictures folder: some FileLocation, colors: PictureColors = .none, split: Split
    ) throws(DatasetError) {
        let folder = try PictureFolder(folder.fileURL)
        var reader = PictureReader(folder, colors)
        self.init(
            name: "images from \(folder.folder.standardizedFileURL.lastPathComponent)",
            parts: try reader.parts(by: split), classNames: folder.classNames, columnNames: [])
    }
}

/// Reads pictures one after the other; the first one says what size all must have.
private struct PictureReader {
    private let folder: PictureFolder
    private let colors: PictureColors
    private var first: (name: String, height: Int, width: Int)?

    init(_ folder: PictureFolder, _ colors: PictureColors) {
        self.folder = folder
        self.colors = colors
    }

    /// Training, validation and test.
    mutating func parts(by split: Split) throws(DatasetError) -> [Samples] {
        var builder: PartBuilder<UInt8>?
        for (label, names) in folder.files.enumerated() {
            let place = folder.folder.appendingPathComponent(folder.classNames[label])
            for name in names {
                let picture = try read(place.appendingPathComponent(name), "\(folder.classNames[label])/\(name)")
                if builder == nil { builder = try self.builder(for: picture, split) }
                values(of: picture).withUnsafeBufferPointer { builder?.append($0, label: label) }
            }
        }
        return builder?.samples() ?? []
    }

    private func builder(for picture: Bitmap, _ split: Split) throws(DatasetError) -> PartBuilder<UInt8> {
        let size = [picture.height, picture.width]
        let layout = SampleLayout(shape: colors == .asChannels ? [3] + size : size, hasLabels: true)
        return try blaming(folder.folder.path) { () throws(SplitProblem) in
            try PartBuilder(folder.count, layout, split)
        }
    }

    /// The picture in the channels that are wanted.
    private mutating func read(_ file: URL, _ name: String) throws(DatasetError) -> Bitmap {
        let picture = try Self.picture(in: file)
        try check(picture, file, name)
        let plain = picture.withFewestChannels
        if plain.channels == .rgba { throw DatasetError(.pictures(.transparent), in: file) }
        if plain.channels == .rgb, colors == .none { throw DatasetError(.pictures(.color), in: file) }
        return plain.converted(to: colors == .asChannels ? .rgb : .gray)
    }

    private mutating func check(_ picture: Bitmap, _ file: URL, _ name: String) throws(DatasetError) {
        let (height, width) = (picture.height, picture.width)
        guard let first else {
            first = (name, height, width)
            return
        }
        guard (height, width) == (first.height, first.width) else {
            throw DatasetError(
                .pictures(
                    .otherSize(
                        height: height, width: width, first: first.name, firstHeight: first.height,
                        firstWidth: first.width)),
                in: file)
        }
    }

    /// `[row, column]`, or in color `[channel, row, column]`.
    private func values(of picture: Bitmap) -> [UInt8] {
        guard picture.channels == .rgb else { return picture.samples }
        return (0..<3).flatMap { channel in
            stride(from: channel, to: picture.samples.count, by: 3).map { picture.samples[$0] }
        }
    }

    private static func picture(in file: URL) throws(DatasetError) -> Bitmap {
        let data: Data
        try RegularFile.check(file)
        do { data = try Data(contentsOf: file) } catch {
            throw DatasetError(.unreadable(reason: ErrorText.reason(of: error)), in: file)
        }
        do throws(ImageError) { return try Bitmap(png: [UInt8](data), source: file.path) } catch {
            throw DatasetError(.pictures(.noPicture(reason: error.reason)), in: file)
        }
    }
}

extension ImageError {
    /// The library's own words.
    fileprivate var reason: String {
        switch self {
        case .unreadable(_, let reason), .unwritable(let reason), .file(_, let reason): reason
        }
    }
}
