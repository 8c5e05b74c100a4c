import Foundation

/// Where the parts of the toolkit lie. One rule holds for a build folder and for an installation: `Modules/` and
/// `<Module>.build/` stand beside the executable; the C modules in `CModules/` there, or in `Sources/` of the nearest
/// folder above.
package struct ToolkitLayout: Sendable {
    /// What a chapter's program is linked with: `Workbench` and everything below it.
    package static let moduleNames = [
        "Analysis", "Datasets", "Digests", "Figures", "Images", "Networks", "Tensors", "Training", "Transcript",
        "Workbench",
    ]
    /// The part of them that computes a training.
    static let engineNames = ["Datasets", "Digests", "Networks", "Tensors", "Training"]
    /// What else a chapter's own model or loss may compute with. It cannot compute with a drawn figure.
    static let toolNames = ["Analysis", "Images", "Workbench"]

    /// The C among it.
    static let cNames = ["CFileWatch", "CPNGEncoder"]

    package let folder: URL
    let moduleFolder: URL
    package let modules: [URL]
    /// The object files of each module, by name.
    package let objects: [String: [URL]]
    /// One folder per C module, each with a `module.modulemap`.
    let cModuleFolders: [URL]

    package var allObjects: [URL] { (Self.moduleNames + Self.cNames).flatMap { objects[$0] ?? [] } }
    var dataObjects: [URL] { objects["Datasets"] ?? [] }
    var engineObjects: [URL] { Self.engineNames.flatMap { objects[$0] ?? [] } }
    /// The shared libraries by name, and those of them that compute a training.
    package var libraries: [String: URL] { ToolkitLibraries(folders: cModuleFolders).files }
    var engineLibraries: [String: URL] {
        ToolkitLibraries(folders: cModuleFolders.filter { $0.lastPathComponent == "COneDNN" }).files
    }
    var cModuleFiles: [URL] { cModuleFolders.flatMap { Self.contents(of: $0) } }

    /// - Throws: ``ToolkitError`` that names the first part that is missing.
    package init(besides executable: URL) throws {
        let folder = executable.resolvingSymlinksInPath().deletingLastPathComponent()
        let moduleFolder = folder.appendingPathComponent("Modules")
        self.folder = folder
        self.moduleFolder = moduleFolder
        modules = try Self.moduleNames.map { name in
            let module = moduleFolder.appendingPathComponent("\(name).swiftmodule")
            guard FileManager.default.fileExists(atPath: module.path) else {
                throw ToolkitError.incomplete(folder: folder.path, missing: "Modules/\(name).swiftmodule")
            }
            return module
        }
        objects = try Dictionary(
            uniqueKeysWithValues: (Self.moduleNames + Self.cNames).map { ($0, try Self.objects(of: $0, in: folder)) })
        cModuleFolders = try Self.cModuleFolders(for: folder)
    }

    private static func objects(of module: String, in folder: URL) throws -> [URL] {
        let build = folder.appendingPathComponent("\(module).build")
        let files = contents(of: build).filter { $0.pathExtension == "o" }
        guard let names = listedObjects(in: build) else {
            guard files.isEmpty else { return files }
            throw ToolkitError.incomplete(folder: folder.path, missing: "\(module).build/*.o")
        }
        let present = Set(files.map(\.lastPathComponent))
        if let missing = names.first(where: { !present.contains($0) }) {
            throw ToolkitError.incomplete(folder: folder.path, missing: "\(module).build/\(missing)")
        }
        return files.filter { names.contains($0.lastPathComponent) }
    }

    /// The names of a module's object files, where SwiftPM's list says them: a build folder may hold more, of sources
    /// that are gone.
    private static func listedObjects(in build: URL) -> [String]? {
        guard let data = try? Data(contentsOf: build.appendingPathComponent("output-file-map.json")),
            let map = try? JSONDecoder().decode([String: [String: String]].self, from: data)
        else { return nil }
        return map.filter { !$0.key.isEmpty }.compactMap { $0.value["object"] }
            .map { URL(fileURLWithPath: $0).lastPathComponent }.sorted()
    }

    private static func cModuleFolders(for folder: URL) throws -> [URL] {
        var above = folder
        while above.path != "/" {
            let inside = ["CModules", "Sources"].flatMap { contents(of: above.appendingPathComponent($0)) }
            let folders = inside.filter {
                FileManager.default.fileExists(atPath: $0.appendingPathComponent("module.modulemap").path)
            }
            if !folders.isEmpty { return folders }
            above.deleteLastPathComponent()
        }
        throw ToolkitError.incomplete(folder: folder.path, missing: "CModules/C…/module.modulemap")
    }

    /// A folder's visible files in the order of their names; none where there is no such folder.
    private static func contents(of folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map { folder.appendingPathComponent($0) }
    }
}
