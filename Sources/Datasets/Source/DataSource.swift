import Foundation

/// Finds the data of a book. In this order:
///
/// 1. the folder given with `--data`,
/// 2. the folder that the variable `AEBOOK_DATA` names,
/// 3. MNIST in the user's cache folder,
/// 4. MNIST, downloaded into that folder and verified,
/// 5. drawn digits.
///
/// A folder of the first three that is there but wrong is an error; nothing else is used in its place. Who gets drawn
/// digits is told why.
public struct DataSource: Sendable {
    /// The folder given with `--data`, if any.
    public var given: URL?
    public var environment: [String: String]
    /// Where MNIST, drawn digits and small notes are kept.
    public var cacheFolder: URL
    /// The digest of this module's object code: drawn digits and remembered digests of other code are not used.
    public var revision: String
    public var mirrors: [URL]
    public var files: [RemoteFile]
    /// Seconds for the first answer of any mirror.
    public var timeLimit: TimeInterval

    /// - Parameters:
    ///   - given: the folder given with `--data`, if any.
    ///   - cacheFolder: where to keep things; without one, `aebook` in the user's cache folder.
    ///   - revision: stands for the code that draws and reads; part of a folder's name.
    public init(
        given: URL?, revision: String, environment: [String: String] = ProcessInfo.processInfo.environment,
        cacheFolder: URL? = nil, mirrors: [URL] = RemoteFile.mnistMirrors, files: [RemoteFile] = RemoteFile.mnist,
        timeLimit: TimeInterval = 10
    ) {
        guard !revision.isEmpty, !revision.contains("/") else {
            fatalError("“\(revision)” cannot be in a folder's name")
        }
        self.given = given
        self.revision = revision
        self.environment = environment
        self.cacheFolder = cacheFolder ?? Self.userCacheFolder(environment)
        self.mirrors = mirrors
        self.files = files
        self.timeLimit = timeLimit
    }

    /// Finds the data, and fetches or draws them where they are not there yet.
    ///
    /// - Parameter progress: called now and then during a download, on the caller's thread.
    /// - Throws: a `DataSourceError` that names the flag, the variable or the cache folder, and what is wrong there.
    public func resolve(progress: (DownloadProgress) -> Void = { _ in }) throws -> ResolvedData {
        if let given { return try describe(given, .flag, at: .flag) }
        if let folder = environment["AEBOOK_DATA"], !folder.isEmpty {
            return try describe(URL(fileURLWithPath: folder, isDirectory: true), .variable, at: .variable)
        }
        if (try? DatasetFolder(mnistFolder)) != nil { return try describe(mnistFolder, .cache, at: .cache) }
        let origin = try blaming(.cache) { try fetch(progress) }
        if case .download = origin { return try describe(mnistFolder, origin, at: .cache) }
        return try describe(try blaming(.cache, drawnFolder), origin, at: .cache)
    }

    /// Reads the files of a folder given with `--data`, and keeps nothing of them.
    ///
    /// - Throws: a `DataSourceError` that says what is wrong there.
    public static func check(_ given: URL) throws {
        do throws(DatasetError) {
            _ = try Dataset(folder: given)
        } catch {
            throw DataSourceError(place: .flag, cause: error)
        }
    }

    /// Makes the next `resolve` ask the mirrors again, however recently they failed.
    public func forgetFailedDownload() { try? FileManager.default.removeItem(at: noteFile) }
}

extension DataSource {
    private var mnistFolder: URL { cacheFolder.appendingPathComponent("mnist", isDirectory: true) }
    private var noteFile: URL { cacheFolder.appendingPathComponent("failed-download.json") }
    private var memory: DigestMemory { DigestMemory(folder: cacheFolder.appendingPathComponent("digests")) }

    private func describe(
        _ folder: URL, _ origin: DataOrigin, at place: DataSourceError.Place
    ) throws -> ResolvedData {
        let summary = try blaming(place) { try memory.summary(of: folder, revision: revision) }
        return ResolvedData(
            folder: folder, name: summary.name, digest: summary.digest, origin: origin,
            trainingCount: summary.trainingCount, testCount: summary.testCount, height: summary.height,
            width: summary.width)
    }

    /// Fetches MNIST into its folder, or says why there are only drawn digits.
    private func fetch(_ progress: (DownloadProgress) -> Void) throws -> DataOrigin {
        if let note = FailedDownload(in: noteFile, mirrors: mirrors, now: Date()) {
            return .drawn(because: note.reason)
        }
        try Staging.create(cacheFolder)
        var download = Download(mirrors: mirrors, timeLimit: timeLimit)
        do {
            let contents = try download.contents(of: files, progress: progress)
            try keep(contents)
            return .download(mirrors: download.usedMirrors)
        } catch let failure as DownloadFailure {
            FailedDownload(reason: failure.words, mirrors: mirrors, date: Date()).leave(in: noteFile)
            return .drawn(because: failure.words)
        }
    }

    private func keep(_ contents: [Data]) throws {
        Staging.sweep(beside: mnistFolder, startingWith: "mnist-")
        try Staging.make(mnistFolder) { folder in
            for (file, data) in zip(files, contents) {
                let place = folder.appendingPathComponent(file.name)
                try Staging.writing(place) { try data.write(to: place) }
            }
        }
    }

    /// The folder with drawn digits of this revision, drawn now if they never were.
    private func drawnFolder() throws -> URL {
        let folder = cacheFolder.appendingPathComponent("drawn-digits-\(revision)", isDirectory: true)
        if (try? DatasetFolder(folder)) == nil {
            try Staging.make(folder) { try DrawnDigits().write(to: $0) }
            Staging.sweep(beside: folder, startingWith: "drawn-digits-")
        }
        return folder
    }

    private func blaming<Value>(_ place: DataSourceError.Place, _ work: () throws -> Value) throws -> Value {
        do { return try work() } catch let error as DatasetError { throw DataSourceError(place: place, cause: error) }
    }
}

extension DataSource {
    /// `aebook` in the cache folder of the user: the variable `XDG_CACHE_HOME`, or else `.cache` at home.
    ///
    /// Source: XDG Base Directory Specification, by which a relative path in the variable does not count.
    public static func userCacheFolder(_ environment: [String: String]) -> URL {
        let home =
            environment["HOME"].map { URL(fileURLWithPath: $0) } ?? FileManager.default.homeDirectoryForCurrentUser
        let variable = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? URL(fileURLWithPath: $0) : nil }
        return (variable ?? home.appendingPathComponent(".cache")).appendingPathComponent("aebook")
    }
}
