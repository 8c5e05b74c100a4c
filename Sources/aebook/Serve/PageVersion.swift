import Digests
import Foundation

/// One word for all the pages of a folder, another one whenever a page or a picture is.
enum PageVersion {
    /// - Returns: nil where there are no pages.
    static func of(_ output: URL) -> String? {
        guard let list = try? Data(contentsOf: output.appendingPathComponent(".aebook-files.json")),
            FileManager.default.fileExists(atPath: output.appendingPathComponent("index.html").path)
        else { return nil }
        return String(SHA256.hexadecimal(of: list).prefix(16))
    }
}
