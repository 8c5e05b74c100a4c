import Foundation

/// Debian's html5lib, which reads a page by the rules of the HTML standard and names every breach of them.
public enum HTMLValidator {
    /// What is wrong with each of these pages, with its line; nothing where they are as the standard wants them.
    ///
    /// - Throws: where html5lib is not installed.
    public static func problems(of pages: [URL]) throws -> [String] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-c", script] + pages.map(\.path)
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BrowserFailure("html5lib does not run: \(said)") }
        return said.split(separator: "\n").map(String.init)
    }

    private static let script = """
        import os, sys, html5lib
        from html5lib.constants import E
        for path in sys.argv[1:]:
            parser = html5lib.HTMLParser()
            tree = parser.parse(open(path, 'rb'), transport_encoding='utf-8')
            name = os.path.basename(path)
            for (line, column), code, values in parser.errors:
                print(f'{name}:{line}:{column}: {E.get(code, code) % values}')
            ids = [element.get('id') for element in tree.iter() if element.get('id') is not None]
            for one in sorted({one for one in ids if ids.count(one) > 1}):
                print(f'{name}: identifier twice: {one}')
        """
}
