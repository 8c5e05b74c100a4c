import Foundation

/// The cores that the trainings of several processes share, so that the chapters of a book, which run side by side, do
/// not get in each other's way: one lock file for each core, held by whoever computes on it. The system releases a lock
/// when its holder dies.
struct CoreSlots: Sendable {
    private let files: [String]

    /// - Parameter folder: where the locks lie; it is made where it is missing.
    init(folder: URL, count: Int) throws {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw TrainingError.unwritable(folder: folder.path, reason: error.localizedDescription)
        }
        files = (1...max(1, count)).map { folder.appendingPathComponent("core-\($0)").path }
    }

    /// A core of one's own for as long as `body` takes; waits until one is free.
    ///
    /// - Parameter onWait: hears `true` where none is, and `false` when the waiting is over.
    func withCore<Result>(onWait: (Bool) -> Void = { _ in }, _ body: () throws -> Result) rethrows -> Result {
        var slot = tryTake()
        if slot == nil {
            onWait(true)
            while slot == nil {
                usleep(5_000)
                slot = tryTake()
            }
            onWait(false)
        }
        defer { slot?.release() }
        return try body()
    }

    /// A core that nobody uses, until it is released.
    func tryTake() -> CoreSlot? {
        for file in files {
            let descriptor = open(file, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { continue }
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return CoreSlot(descriptor: descriptor) }
            close(descriptor)
        }
        return nil
    }
}

struct CoreSlot {
    fileprivate let descriptor: Int32

    func release() { close(descriptor) }
}
