import Datasets
import Foundation
import Images
import Testing

struct PictureFolderTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private var folder: URL { scratch.folder.appendingPathComponent("pets") }

    private func place(_ path: String) throws -> URL {
        let place = folder.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        return place
    }

    private func write(_ path: String, _ samples: [UInt8], height: Int = 2, _ channels: Bitmap.Channels = .gray) throws
    {
        let width = samples.count / height / channels.rawValue
        try Bitmap(width: width, height: height, channels: channels, samples: samples).write(to: place(path))
    }

    /// Four pictures of 2 × 3 pixels in two classes.
    private func writePets() throws {
        for (index, path) in ["cat/b.png", "cat/a.png", "dog/1.png", "dog/2.PNG"].enumerated() {
            try write(path, [UInt8(index), 1, 2, 3, 4, 250])
        }
    }

    private func read(_ colors: PictureColors = .none) throws -> Dataset {
        try Dataset(pictures: folder, colors: colors, split: .none)
    }

    private func cause(_ colors: PictureColors = .none, at path: String) -> DatasetError.Cause? {
        let error = problem { _ = try read(colors) }
        #expect(error?.file == (path.isEmpty ? folder : folder.appendingPathComponent(path)).path)
        return error?.cause
    }

    @Test func readsAFolderForEachClass() throws {
        try writePets()
        let dataset = try read()
        let pixels: [UInt8] = [1, 1, 2, 3, 4, 250, 0, 1, 2, 3, 4, 250, 2, 1, 2, 3, 4, 250, 3, 1, 2, 3, 4, 250]
        #expect(dataset.training == Samples(height: 2, width: 3, pixels: pixels, labels: [0, 0, 1, 1]))
        #expect(dataset.classNames == ["cat", "dog"])
        #expect(dataset.summary == "images from pets: 4 pictures of 2 × 3 pixels in 2 classes, all to train on")
        #expect(try Dataset(pictures: folder.path, split: .none) == dataset)
        #expect(try Dataset(pictures: folder, split: Split(test: 0.5)).test.count == 2)
    }

    @Test func passesOverWhatIsHiddenOrBesideTheClasses() throws {
        try writePets()
        let dataset = try read()
        try Data([1]).write(to: place(".DS_Store"))
        try Data([1]).write(to: place("cat/.hidden.png"))
        try Data([1]).write(to: place(".git/x"))
        try Data([1]).write(to: place("README.txt"))
        #expect(try read() == dataset)
    }

    @Test func countsClassesThatAreNumbersByTheirValue() throws {
        for name in ["10", "9", "0"] {
            for file in ["a", "b"] { try write("\(name)/\(file).png", [1, 2]) }
        }
        #expect(try read().classNames == ["0", "9", "10"])
    }

    @Test func namesTwoPicturesOfDifferentSizes() throws {
        try writePets()
        try write("dog/1.png", [1, 2, 3, 4])
        #expect(
            cause(at: "dog/1.png")
                == .pictures(.otherSize(height: 2, width: 2, first: "cat/a.png", firstHeight: 2, firstWidth: 3)))
        #expect(
            problem { _ = try read() }?.description
                == "\(folder.path)/dog/1.png: the picture has 2 × 2 pixels, but cat/a.png has 2 × 3; "
                + "give pictures of one size (rows × columns)")
    }

    @Test func namesWhatIsNoPicture() throws {
        try writePets()
        try Data("hello".utf8).write(to: place("cat/notes.txt"))
        guard case .pictures(.noPicture) = cause(at: "cat/notes.txt") else {
            Issue.record("a text passed for a picture")
            return
        }
        let whole = try Data(contentsOf: place("dog/1.png"))
        try FileManager.default.removeItem(at: place("cat/notes.txt"))
        for count in 0..<whole.count - 12 {
            try whole.prefix(count).write(to: place("dog/1.png"))
            guard case .pictures(.noPicture) = cause(at: "dog/1.png") else {
                Issue.record("\(count) bytes passed for a picture")
                return
            }
        }
    }

    @Test func namesAFolderWithinAClass() throws {
        try writePets()
        try write("cat/more/c.png", [1, 2, 3, 4, 5, 6])
        guard case .unreadable = cause(at: "cat/more") else {
            Issue.record("a folder passed for a picture")
            return
        }
    }

    @Test func wantsTwoPicturesOfEveryClass() throws {
        try writePets()
        try write("fish/a.png", [1, 2, 3, 4, 5, 6])
        #expect(cause(at: "fish") == .pictures(.tooFew(count: 1)))
        #expect(problem { _ = try read() }?.description.contains("there is only one picture of this class") == true)
        try FileManager.default.removeItem(at: place("fish/a.png"))
        #expect(cause(at: "fish") == .pictures(.tooFew(count: 0)))
    }

    @Test func wantsClasses() throws {
        #expect(cause(at: "") == .pictures(.noFolder))
        try Data().write(to: place("README.txt"))
        #expect(cause(at: "") == .pictures(.noClasses))
        try write("a.png", [1, 2])
        #expect(cause(at: "") == .pictures(.outsideOfClasses(name: "a.png")))
    }

    @Test func takesColorsOnlyWhereTheyAreAskedFor() throws {
        let red: [UInt8] = [255, 0, 0, 10, 20, 30]
        for name in ["a", "b"] { try write("x/\(name).png", red, height: 1, .rgb) }
        #expect(cause(at: "x/a.png") == .pictures(.color))
        #expect(problem { _ = try read() }?.description.contains("ask for colors: .asGray") == true)
        let gray = Bitmap(width: 2, height: 1, channels: .rgb, samples: red).converted(to: .gray).samples
        #expect(try read(.asGray).training.pixels == gray + gray)
        let color = try read(.asChannels).training
        #expect(color.sampleShape == [3, 1, 2])
        #expect(color.pixels == [255, 10, 0, 20, 0, 30, 255, 10, 0, 20, 0, 30])
    }

    @Test func takesGrayThatIsKeptInColor() throws {
        for name in ["a", "b"] { try write("x/\(name).png", [7, 7, 7, 255, 9, 9, 9, 255], height: 1, .rgba) }
        #expect(try read().training.pixels == [7, 9, 7, 9])
        #expect(try read(.asChannels).training.pixels == [7, 9, 7, 9, 7, 9, 7, 9, 7, 9, 7, 9])
    }

    @Test func refusesTransparency() throws {
        for name in ["a", "b"] { try write("x/\(name).png", [7, 7, 7, 128], height: 1, .rgba) }
        #expect(cause(.asGray, at: "x/a.png") == .pictures(.transparent))
    }
}
