import Digests
import Foundation

/// The pictures of a data set, where they lie: a folder for each class, and its files in it.
struct PictureFolder {
    let folder: URL
    /// The names of the classes' folders, in the order of classes.
    let classNames: [String]
    /// The files' names, sorted, by class.
    let files: [[String]]

    var count: Int { files.reduce(0) { $0 + $1.count } }

    /// Looks which files there are; what is hidden does not count.
    init(_ folder: URL) throws(DatasetError) {
        self.folder = folder
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), isFolder.boolValue else {
            throw DatasetError(.pictures(.noFolder), in: folder)
        }
        let names = try Self.classes(in: folder)
        classNames = classOrder(of: names).map { names[$0] }
        var files: [[String]] = []
        for name in classNames { files.append(try Self.pictures(in: folder.appendingPathComponent(name))) }
        self.files = files
    }

    private static func classes(in folder: URL) throws(DatasetError) -> [String] {
        var names: [String] = []
        for name in try visibleNames(in: folder) {
            let place = folder.appendingPathComponent(name)
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder), isFolder.boolValue {
                names.append(name)
            } else if place.pathExtension.lowercased() == "png" {
                throw DatasetError(.pictures(.outsideOfClasses(name: name)), in: folder)
            }
        }
        guard !names.isEmpty else { throw DatasetError(.pictures(.noClasses), in: folder) }
        return names
    }

    private static func pictures(in folder: URL) throws(DatasetError) -> [String] {
        let names = try visibleNames(in: folder)
        guard names.count > 1 else { throw DatasetError(.pictures(.tooFew(count: names.count)), in: folder) }
        return names
    }

    private static func visibleNames(in folder: URL) throws(DatasetError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
                .sorted()
        } catch {
            throw DatasetError(.unreadable(reason: ErrorText.reason(of: error)), in: folder)
        }
    }
}
