/// The names of the pages that a book has besides those of its chapters.
package enum OwnPage {
    package static let cover = "index"
    package static let whole = "print"
    package static let singleFile = "book"
    package static let computation = "computation"
    /// The file that lists the trainings.
    package static let experiments = "experiments.json"

    /// What each of them is; no chapter may have such a name.
    package static let meanings = [
        cover: "the book's cover", computation: "the book's appendix",
        whole: "the whole book on one page", singleFile: "the whole book as one file",
    ]
}
