import Foundation

extension SmallBook {
    /// The pages and pictures of the last build by their paths, without the moment at which a chapter ran; and its
    /// records without durations and where results came from.
    func finished() throws -> [String: Data] {
        let output = folder.appendingPathComponent("output")
        var all: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: output.path).sorted() {
            let file = output.appendingPathComponent(path)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue,
                !path.hasPrefix(".")
            else { continue }
            all[path] = try Self.timeless(Data(contentsOf: file), path)
        }
        return all
    }

    private static func timeless(_ data: Data, _ path: String) -> Data {
        let text = String(decoding: data, as: UTF8.self)
        if path.hasSuffix(".html") {
            let timeless = text.replacing(/<time datetime="[^"]*">[^<]*<\/time>/, with: "<time>")
                // What a picture was computed from is told with how long that took.
                .replacing(/, [0-9.]+ (?:s|min [0-9]+ s|h [0-9]+ min), <time>/, with: ", <time>")
                // The same in the box at the mouse.
                .replacing(
                    /(?:[0-9.]+ (?:s|min [0-9]+ s)(?:,| on| in all, the last on)|on) [0-9]+ [A-Za-z0-9 ]+, [0-9:]+ UTC/,
                    with: "then")
            // The page that tells what every training cost, and the one that holds all pages.
            guard ["computation.html", "print.html"].contains(path) else { return Data(timeless.utf8) }
            return Data(timeless.replacing(/[0-9.,]+ (?:s|ms|min|h|kB|MB|GB)\b/, with: "so much").utf8)
        }
        if path == "experiments.json" {
            return Data(text.replacing(/"(seconds|cached)" : [^,\n]*/, with: "").utf8)
        }
        return data
    }
}
