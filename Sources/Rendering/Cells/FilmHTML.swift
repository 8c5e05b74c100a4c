import Markup
import Transcript

/// A film: its frames on top of each other with a slider and a button, and all of them beside each other.
///
/// Without a script, and on paper, the page shows the frames beside each other; the script `film.js` shows the others.
struct FilmHTML {
    let film: FilmFiles
    let chapter: String
    /// The author's alternative text; where it is empty, each picture describes itself.
    let alternative: String
    /// Where it comes from, for the box at the mouse.
    let hover: String

    var html: HTML {
        guard film.frames.count > 1 else { return still(hover: hover) }
        return """
            <div class="film"\(FigureHTML.title(hover))>
            <div class="film-screen" hidden>
            \(film.frames.map(frame).joined(separator: "\n"))
            </div>
            <div class="film-controls" hidden><button type="button">Play</button>\
            <input type="range" min="0" max="\(film.frames.count - 1)" step="1" value="\(film.frames.count - 1)" \
            aria-label="Moment">\
            <output>\(film.frames[film.frames.count - 1].label)</output></div>
            <div class="film-still">
            \(still())
            </div>
            </div>
            """
    }

    private func still(hover: String = "") -> HTML {
        FigureHTML(figure: film.still, chapter: chapter, alternative: alternative, hover: hover).html
    }

    /// Its pictures are fetched when the film comes into view, and decoded before they are shown: no frame is blank.
    private func frame(_ frame: FilmFiles.Frame) -> HTML {
        let text = alternative.isEmpty ? frame.figure.summary : alternative
        let pictures = FigureHTML(
            figure: frame.figure, chapter: chapter, alternative: "\(frame.label): \(text)",
            loading: "loading=\"lazy\" decoding=\"sync\"")
        return "<div class=\"film-frame\" data-label=\"\(frame.label)\">\(pictures.html)</div>"
    }
}
