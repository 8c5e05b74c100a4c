import Foundation
@preconcurrency import Glibc
import Running

/// An installed browser that prints without a window.
package struct Chromium {
    package let program: URL

    package static let names = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"]

    /// The first that there is in these folders; nil where there is none.
    package static func find(in path: String) -> Chromium? {
        let folders = path.split(separator: ":").map(String.init)
        let files = names.flatMap { name in folders.map { "\($0)/\(name)" } }
        return files.first(where: FileManager.default.isExecutableFile).map {
            Chromium(program: URL(fileURLWithPath: $0))
        }
    }

    /// - Parameter profile: a folder for what the browser keeps; the user's own profile is left alone.
    package func printing(_ page: URL, to file: URL, profile: URL) -> Command {
        // Chromium refuses its sandbox to root.
        let sandbox = geteuid() == 0 ? ["--no-sandbox"] : []
        let options = [
            "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
            "--user-data-dir=\(profile.appendingPathComponent("profile").path)", "--print-to-pdf=\(file.path)",
        ]
        return Command(program, sandbox + options + [page.absoluteString], folder: profile)
    }
}
