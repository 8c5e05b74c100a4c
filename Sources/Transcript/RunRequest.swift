import Digests
import Foundation

/// Where the pictures of a cell come from.
public struct CellOrigin: Codable, Equatable, Sendable {
    /// The cell's label; empty where it has none.
    public let label: String
    /// The cells of whose trainings it may show something, from 0.
    public let trainingCells: [Int]

    public init(label: String, trainingCells: [Int]) {
        self.label = label
        self.trainingCells = trainingCells
    }
}

extension RunRequest {
    /// What the keys of the chapter's trainings say of its code, after it has read some files.
    /// - Parameter hasChangedObjects: whether a statement has changed what an earlier one had made. Which, and how, only the
    ///   whole code tells.
    public func ingredients(reading files: [FileRead], hasChangedObjects: Bool) -> CodeIngredients {
        let codes = codeDigests
        return CodeIngredients(
            engine: engineDigest, declarations: declarationsDigest, types: typeDigests,
            typesWithValues: typesWithValues, uses: codeUses, tools: toolsDigest,
            files: files.isEmpty ? nil : FileRead.digest(of: files), isQuick: isQuick,
            objects: hasChangedObjects ? codes["", default: ""] : "",
            code: { codes[$0] ?? codes[""] ?? "" })
    }
}

/// What a chapter's program is asked to do: the one argument of its command line is a file that holds this as JSON.
public struct RunRequest: Codable, Equatable, Sendable {
    /// The chapter's name, such as `03-what-the-bottleneck-learns`.
    public var chapter: String
    /// A folder with the four IDX files, the data's name for readers, and the digest of its decoded bytes.
    public var dataFolder: String
    public var dataName: String
    public var dataDigest: String
    /// Where finished trainings are kept.
    public var storeFolder: String
    /// Where this run puts its pictures.
    public var figureFolder: String
    /// The digest of the engine's object code, and of the chapter's own declarations: parts of every training's key.
    public var engineDigest: String
    public var declarationsDigest: String
    /// The digests of what each type that the chapter declares depends on, by its full name.
    public var typeDigests: [String: String] = [:]
    /// Those of them that name constants or variables of the chapter's top level.
    public var typesWithValues: Set<String> = []
    /// The variables with which the chapter's own code computes.
    public var codeUses = CodeUses()
    /// The digests of what else the chapter's own models may compute with; and of the code that a training depends on, by
    /// the training's name, with that of the whole chapter under the empty name: parts of such models' keys.
    public var toolsDigest = ""
    public var codeDigests: [String: String] = [:]
    /// The trainings that are done again and compared with what the store has, all if empty; nil for an ordinary run.
    public var verified: Set<String>?
    /// How many cores the run may use.
    public var threads: Int
    /// True to train again what is already in the store.
    public var force: Bool
    /// How many test images' codes a training tells after each epoch, where a code is of two numbers. This is part of
    /// no key: to look changes nothing.
    public var watchedImages: Int
    /// What the pictures of each cell say of where they come from, in the chapter's order.
    public var cellOrigins: [CellOrigin] = []
    /// Seconds of training from one checkpoint to the next; part of no key.
    public var checkpointInterval = 2.0
    /// True for a quick build: cells take fewer seeds and epochs, and claims are not judged.
    public var isQuick = false

    public init(
        chapter: String, dataFolder: String, dataName: String, dataDigest: String, storeFolder: String,
        figureFolder: String, engineDigest: String, declarationsDigest: String, threads: Int, force: Bool,
        watchedImages: Int = 0
    ) {
        self.chapter = chapter
        self.dataFolder = dataFolder
        self.dataName = dataName
        self.dataDigest = dataDigest
        self.storeFolder = storeFolder
        self.figureFolder = figureFolder
        self.engineDigest = engineDigest
        self.declarationsDigest = declarationsDigest
        self.threads = threads
        self.force = force
        self.watchedImages = watchedImages
    }
}

extension RunRequest {
    /// The data's name as a claim's `data="…"` writes it: `MNIST` is `mnist`, `drawn digits` is `drawn-digits`.
    public var dataSlug: String {
        dataName.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    }

    public init(contentsOf file: URL) throws {
        self = try JSONDecoder().decode(RunRequest.self, from: Data(contentsOf: file))
    }

    public func write(to file: URL) throws {
        try JSONEncoder().encode(self).write(to: file, options: .atomic)
    }
}
