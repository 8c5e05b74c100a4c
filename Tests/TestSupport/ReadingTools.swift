import Foundation

/// Programs with which others read what a book is written as.
public enum ReadingTools {
    public struct Answer {
        public let code: Int32
        /// Standard output and standard error.
        public let output: String
    }

    private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Runs a script with the Python that knows `nbformat` and `nbconvert`.
    ///
    /// - Throws: where `.ci/setup` has not made it.
    public static func python(_ script: String, _ arguments: [String]) throws -> Answer {
        let program = package.appendingPathComponent(".build/python/bin/python")
        guard FileManager.default.isExecutableFile(atPath: program.path) else {
            throw MissingTool(description: "there is no .build/python; run .ci/setup")
        }
        return try run(program, ["-c", script] + arguments)
    }

    /// The script axe, which looks for what keeps people out of a page.
    ///
    /// - Throws: where `.ci/setup` has not installed it.
    public static func axe() throws -> String {
        let answer = try python(
            "import axe_playwright_python as p, os; print(os.path.dirname(p.__file__), end='')", [])
        guard answer.code == 0 else { throw MissingTool(description: "there is no axe; run .ci/setup") }
        return try String(contentsOfFile: answer.output + "/axe.min.js", encoding: .utf8)
    }

    /// Debian's epubcheck on a file.
    ///
    /// - Throws: where it is not installed.
    public static func epubcheck(_ file: URL) throws -> Answer {
        let archive = "/usr/share/java/epubcheck.jar"
        guard FileManager.default.fileExists(atPath: archive) else {
            throw MissingTool(description: "there is no epubcheck; run .ci/setup")
        }
        return try run(URL(fileURLWithPath: "/usr/bin/env"), ["java", "-jar", archive, file.path])
    }

    /// What is wrong with notebooks, by the format's own schema and by converting them to HTML; nothing where they are
    /// good.
    public static func problems(ofNotebooks files: [URL]) throws -> String {
        let answer = try python(
            """
            import sys, nbformat, nbconvert
            for path in sys.argv[1:]:
                notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
                nbformat.validate(notebook)
                assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5), path
                page, _ = nbconvert.HTMLExporter().from_notebook_node(notebook)
                assert '</html>' in page and 'traceback' not in page.lower(), path
            """, files.map(\.path))
        return answer.code == 0 ? "" : answer.output
    }

    /// The files of a zip archive by their paths, in its order, with the content of those that are texts.
    public static func entries(of archive: URL) throws -> [(path: String, text: String)] {
        let answer = try python(
            """
            import json, sys, zipfile
            archive = zipfile.ZipFile(sys.argv[1])
            assert archive.testzip() is None
            print(json.dumps([[one.filename, archive.read(one).decode('utf-8', 'replace')
                               if not one.filename.endswith('.png') else ''] for one in archive.infolist()]))
            """, [archive.path])
        guard answer.code == 0 else { throw MissingTool(description: answer.output) }
        return try JSONDecoder().decode([[String]].self, from: Data(answer.output.utf8)).map { ($0[0], $0[1]) }
    }

    private static func run(_ program: URL, _ arguments: [String]) throws -> Answer {
        let process = Process()
        let output = Pipe()
        process.executableURL = program
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Answer(code: process.terminationStatus, output: said)
    }

    struct MissingTool: Error, CustomStringConvertible { let description: String }
}
