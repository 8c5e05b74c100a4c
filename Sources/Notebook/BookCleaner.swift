import Foundation
import Glibc
import Manuscript
import Rendering
import Running

/// Removes what builds have written: the cache, and the book's own files in an output folder.
public enum BookCleaner {
    /// - Parameter onWait: called once where a build is under way, before waiting for it.
    /// - Returns: how many files were removed, and their bytes.
    /// - Throws: where a file cannot be removed, or a build is under way that cannot be waited for.
    public static func clean(book folder: URL, output: URL, onWait: () -> Void = {}) throws -> (files: Int, bytes: Int)
    {
        let cache = BookCache(book: folder)
        // Where there is no cache, no build is under way, and a lock would only make one.
        try cache.checkLinks()
        let isCached = FileManager.default.fileExists(atPath: cache.folder.path)
        let lock = isCached ? try BuildLock(cache, onWait: onWait) : nil
        defer { withExtendedLifetime(lock) {} }
        let places = [cache.folder, output]
        let before = contents(of: places)
        // Files that the book did not write, or that were changed since, stay.
        try OutputFolder(folder: output.standardizedFileURL).empty()
        try remove(cache)
        let after = contents(of: places)
        return (before.files - after.files, before.bytes - after.bytes)
    }

    /// The lock goes last: until then no build begins in what is being removed.
    private static func remove(_ cache: BookCache) throws {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: cache.folder.path)) ?? []
        for name in names where name != cache.lock.lastPathComponent {
            try FileManager.default.removeItem(at: cache.folder.appendingPathComponent(name))
        }
        unlink(cache.lock.path)
        // A build that has waited may have begun anew: then the folder is its own.
        rmdir(cache.folder.path)
    }

    /// The bytes of a file, or of all files in a folder.
    package static func bytes(of place: URL) -> Int {
        let size = (try? place.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey])).flatMap { $0.fileSize }
        return contents(of: place).bytes + (contents(of: place).files == 0 ? size ?? 0 : 0)
    }

    private static func contents(of folders: [URL]) -> (files: Int, bytes: Int) {
        folders.map(contents).reduce((0, 0)) { ($0.0 + $1.files, $0.1 + $1.bytes) }
    }

    private static func contents(of folder: URL) -> (files: Int, bytes: Int) {
        let keys: Set<URLResourceKey> = [.isRegularFileKey, .fileSizeKey]
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: Array(keys))
        var (files, bytes) = (0, 0)
        while let file = found?.nextObject() as? URL {
            guard let values = try? file.resourceValues(forKeys: keys), values.isRegularFile == true else { continue }
            files += 1
            bytes += values.fileSize ?? 0
        }
        return (files, bytes)
    }
}
