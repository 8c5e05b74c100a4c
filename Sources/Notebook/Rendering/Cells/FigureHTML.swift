import Transcript

/// A drawn figure: both its pictures, of which the style sheet shows the one that fits the reader's colour scheme.
struct FigureHTML {
    let figure: FigureFiles
    let chapter: String
    /// The author's alternative text; where it is empty, the figure describes itself.
    let alternative: String
    /// Where it comes from, for the box at the mouse.
    let hover: String

    /// The text's width in CSS pixels: a wider figure reaches into the margin.
    static let columnWidth = 680

    var html: HTML {
        """
        <div class="pictures" title="\(hover)">\
        \(image(figure.light, className: "for-light"))\(image(figure.dark, className: "for-dark"))\
        </div>
        """
    }

    /// Width and height are those of the page, not of the file, so that the picture is sharp on fine screens too.
    private func image(_ file: String, className: HTML) -> HTML {
        let text = alternative.isEmpty ? figure.summary : alternative
        let address = LinkAddress.file(Self.path(of: file, in: chapter))
        return """
            <img class="\(className)" src="\(address)" alt="\(text)" \
            width="\(figure.width)" height="\(figure.height)" decoding="async">
            """
    }

    /// Where a picture of a chapter lies in the output folder.
    static func path(of file: String, in chapter: String) -> String {
        "figures/\(chapter)/\(file.split(separator: "/").last.map(String.init) ?? file)"
    }
}
