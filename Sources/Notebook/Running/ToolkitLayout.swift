import Foundation

/// Where the parts of the toolkit lie. One rule holds for a build folder and for an installation: `Modules/` and
/// `<Module>.build/` stand beside the executable, and `Sources/C…/` there or in the nearest folder above that has them.
struct ToolkitLayout: Sendable {
    /// What a chapter's program is linked with: `Workbench` and everything below it.
    static let moduleNames = [
        "Analysis", "Datasets", "Digests", "Figures", "Images", "Networks", "Tensors", "Training", "Transcript",
        "Workbench",
    ]
    /// The part of them that computes a training.
    static let engineNames = ["Datasets", "Digests", "Networks", "Tensors", "Training"]

    let folder: URL
    let moduleFolder: URL
    let modules: [URL]
    /// The object files of each module, by name.
    let objects: [String: [URL]]
    /// One folder per C module, each with a `module.modulemap`.
    let cModuleFolders: [URL]

    var allObjects: [URL] { Self.moduleNames.flatMap { objects[$0] ?? [] } }
    var engineObjects: [URL] { Self.engineNames.flatMap { objects[$0] ?? [] } }
    var cModuleFiles: [URL] { cModuleFolders.flatMap { Self.contents(of: $0) } }

    /// - Throws: ``ToolkitError`` that names the first part that is missing.
    init(besides executable: URL) throws {
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
            uniqueKeysWithValues: Self.moduleNames.map { ($0, try Self.objects(of: $0, in: folder)) })
        cModuleFolders = try Self.cModuleFolders(for: folder)
    }

    private static func objects(of module: String, in folder: URL) throws -> [URL] {
        let files = contents(of: folder.appendingPathComponent("\(module).build")).filter { $0.pathExtension == "o" }
        guard !files.isEmpty else {
            throw ToolkitError.incomplete(folder: folder.path, missing: "\(module).build/*.o")
        }
        return files
    }

    private static func cModuleFolders(for folder: URL) throws -> [URL] {
        var above = folder
        while above.path != "/" {
            let folders = contents(of: above.appendingPathComponent("Sources")).filter {
                FileManager.default.fileExists(atPath: $0.appendingPathComponent("module.modulemap").path)
            }
            if !folders.isEmpty { return folders }
            above.deleteLastPathComponent()
        }
        throw ToolkitError.incomplete(folder: folder.path, missing: "Sources/C…/module.modulemap")
    }

    /// A folder's visible files in the order of their names; none where there is no such folder.
    private static func contents(of folder: URL) -> [URL] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { !$0.hasPrefix(".") }.sorted().map { folder.appendingPathComponent($0) }
    }
}
