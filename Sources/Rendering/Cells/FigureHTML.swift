import Manuscript
import Markup
import Transcript

/// A drawn figure: both its pictures, of which the style sheet shows the one that fits the reader's color scheme, each
/// in a second version for narrow screens.
struct FigureHTML {
    let figure: FigureFiles
    let chapter: String
    /// The author's alternative text; where it is empty, the figure describes itself.
    let alternative: String
    /// How the browser loads and decodes the pictures.
    var loading: HTML = "decoding=\"async\""
    /// Where it comes from, for the box at the mouse; empty for none.
    var hover = ""

    /// The text's width in CSS pixels: a wider figure reaches into the margin.
    static let columnWidth = 680
    /// Screens up to this width get the narrow version.
    private static let narrowScreen = 500

    var html: HTML {
        """
        <div class="pictures"\(Self.title(hover))>\
        \(picture("for-light", figure.light, narrow: figure.narrow?.light))\
        \(picture("for-dark", figure.dark, narrow: figure.narrow?.dark))\
        </div>
        """
    }

    /// The attribute that browsers show at the mouse.
    static func title(_ text: String) -> HTML { text.isEmpty ? .empty : " title=\"\(text)\"" }

    private func picture(_ className: HTML, _ file: String, narrow: String?) -> HTML {
        "<picture class=\"\(className)\">\(source(narrow))\(image(file))</picture>"
    }

    private func source(_ file: String?) -> HTML {
        guard let file, let narrow = figure.narrow else { return .empty }
        return """
            <source media="(max-width: \(Self.narrowScreen)px)" srcset="\(address(file))" \
            width="\(narrow.width)" height="\(narrow.height)">
            """
    }

    /// Width and height are those of the page, not of the file, so that the picture is sharp on fine screens too.
    private func image(_ file: String) -> HTML {
        """
        <img src="\(address(file))" alt="\(alternative.isEmpty ? figure.summary : alternative)" \
        width="\(figure.width)" height="\(figure.height)" \(loading)>
        """
    }

    private func address(_ file: String) -> HTML { "\(LinkAddress.file(Self.path(of: file, in: chapter)))" }

    /// Where a picture of a chapter lies in the output folder.
    static func path(of file: String, in chapter: String) -> String {
        "figures/\(chapter)/\(file.split(separator: "/").last.map(String.init) ?? file)"
    }
}
