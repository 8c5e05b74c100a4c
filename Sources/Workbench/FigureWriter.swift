import Digests
import Foundation
import Synchronization

/// Draws figures into the run's folder: each in both color schemes, at the page's width and for a narrow screen.
struct FigureWriter {
    let folder: URL
    /// What each file says of where it comes from.
    let provenance: [PNGText]
    /// How many cores may draw at once.
    let cores: Int

    /// Device pixels per CSS pixel.
    private static let scale = 2

    /// - Parameter name: how the files' names begin.
    func files(of figure: any Figure, name: String) -> FigureFiles {
        let drawings = Self.drawings(of: figure, name: name)
        draw(drawings)
        return Self.files(of: figure, drawings)
    }

    /// The frames, and all of them beside each other.
    func files(of film: Film, name: String) -> FilmFiles {
        let frames = film.frames.enumerated().map { index, frame in
            (frame, Self.drawings(of: frame.figure, name: "\(name)-frame-\(index + 1)"))
        }
        let still = Self.drawings(of: film, name: name)
        draw(frames.flatMap(\.1) + still)
        return FilmFiles(
            frames: frames.map { .init($0.label, Self.files(of: $0.figure, $1)) }, still: Self.files(of: film, still))
    }

    // MARK: one picture

    private struct Drawing: Sendable {
        let figure: any Figure
        let theme: Theme
        let width: Double
        let file: String
    }

    /// Light and dark, and the same for a narrow screen where the figure has a narrow version.
    private static func drawings(of figure: any Figure, name: String) -> [Drawing] {
        func pair(_ width: Double, _ name: String) -> [Drawing] {
            [Theme.light, .dark].map { theme in
                Drawing(figure: figure, theme: theme, width: width, file: "\(name)-\(theme.name).png")
            }
        }
        return pair(figure.width, name) + (figure.narrowWidth.map { pair($0, "\(name)-narrow") } ?? [])
    }

    private static func files(of figure: any Figure, _ drawings: [Drawing]) -> FigureFiles {
        let narrow = figure.narrowWidth.map { width in
            let size = figure.size(atWidth: width)
            return FigureFiles.Narrow(
                light: drawings[2].file, dark: drawings[3].file, width: Int(size.width), height: Int(size.height))
        }
        return FigureFiles(
            light: drawings[0].file, dark: drawings[1].file, width: Int(figure.size.width),
            height: Int(figure.size.height), scale: scale, summary: figure.summary, narrow: narrow)
    }

    /// Pictures are drawn side by side: none of them knows of the others.
    private func draw(_ drawings: [Drawing]) {
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(cores, drawings.count)) { _ in
            while true {
                let index = next.add(1, ordering: .relaxed).oldValue
                guard index < drawings.count else { return }
                draw(drawings[index])
            }
        }
    }

    private func draw(_ drawing: Drawing) {
        let place = folder.appendingPathComponent(drawing.file)
        let bitmap = render(drawing.figure, theme: drawing.theme, scale: Self.scale, width: drawing.width)
        do {
            try bitmap.quantized().write(to: place, texts: texts(drawing.figure))
        } catch {
            fatalError("the figure \(place.path) cannot be written: \(ErrorText.reason(of: error))")
        }
    }

    private func texts(_ figure: any Figure) -> [PNGText] {
        (figure.title.isEmpty ? [] : [PNGText("Title", figure.title)])
            + [PNGText("Description", figure.summary)] + provenance
    }
}
