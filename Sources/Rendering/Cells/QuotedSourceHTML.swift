import Markup

/// A part of a real source file, with where it stands.
struct QuotedSourceHTML {
    let path: String
    let line: Int
    let code: String

    var html: HTML {
        """
        <figure class="source">
        <figcaption><span class="path">\(path)</span>, from line \(line)</figcaption>
        \(CodeHTML(code: code, language: language, firstLine: line).html)
        </figure>
        """
    }

    var language: String {
        let fileExtension =
            path.split(separator: "/").last?.split(separator: ".").dropFirst().last.map(String.init) ?? ""
        return ["h": "c", "md": "markdown", "py": "python", "yml": "yaml"][fileExtension] ?? fileExtension
    }
}
