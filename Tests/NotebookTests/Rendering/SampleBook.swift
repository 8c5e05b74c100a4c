import Foundation
import Manuscript
import Notebook
import Rendering
import Running
import Transcript

/// A small book with one of everything, and runs of its chapters.
struct SampleBook {
    let folder: URL
    let book: Book
    let runs: [String: ChapterRun]
    let data = BookData(
        name: "MNIST", note: "Handwritten digits of 28 × 28 pixels.", trainingImages: 60_000, testImages: 10_000)

    static let date = Date(timeIntervalSince1970: 1_763_685_480)

    /// Writes the pictures that the book needs into `folder`.
    init(in folder: URL) throws {
        self.folder = folder
        let chapters = [SampleChapters.everything, SampleChapters.failing, SampleChapters.unbuilt]
        book = Book(
            folder: folder, settings: Self.settings, chapters: chapters, references: SampleChapters.references)
        let figures = folder.appendingPathComponent("figures")
        runs = [
            SampleChapters.everything.name: SampleRuns.everything(figures: figures),
            SampleChapters.failing.name: SampleRuns.failing(figures: figures),
        ]
        try FileManager.default.createDirectory(at: figures, withIntermediateDirectories: true)
        for (name, width, height) in [("latent", 160, 70), ("curve", 160, 70), ("wide", 225, 70)] {
            try SamplePNG.data(width: width, height: height, paper: 255, ink: 40)
                .write(to: figures.appendingPathComponent("\(name)-light.png"))
            try SamplePNG.data(width: width, height: height, paper: 21, ink: 210)
                .write(to: figures.appendingPathComponent("\(name)-dark.png"))
        }
        let pictures = folder.appendingPathComponent("chapters/pictures")
        try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
        try SamplePNG.data(width: 300, height: 120, paper: 230, ink: 90)
            .write(to: pictures.appendingPathComponent("sketch.png"))
    }

    private static var settings: BookSettings {
        var settings = BookSettings(title: "Deconstructing Autoencoders")
        settings.subtitle = "What a narrow passage teaches a network about its data"
        settings.author = "A. Author"
        settings.description = "A network is made to write what it reads through a gap of two numbers.\n\nHow?"
        settings.bibliography = [
            "vincent2008": BibliographyEntry(
                authors: "Vincent et al.", year: "2008",
                title: "Extracting and composing robust features with denoising autoencoders", venue: "ICML",
                url: "https://doi.org/10.1145/1390156.1390294"),
            "hinton2006": BibliographyEntry(
                authors: "Hinton and Salakhutdinov", year: "2006",
                title: "Reducing the dimensionality of data with neural networks", venue: "Science 313"),
        ]
        return settings
    }

    func scope(_ chapter: Chapter) -> ChapterScope {
        ChapterScope(book: book, chapter: chapter, run: runs[chapter.name], data: data)
    }
}

/// A folder that is removed with its owner.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("pages-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
