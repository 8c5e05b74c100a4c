/// The names of the pages that a book has besides those of its chapters.
enum OwnPage {
    static let cover = "index"
    static let whole = "print"
    static let singleFile = "book"

    /// What each of them is; no chapter may have such a name.
    static let meanings = [
        cover: "the book's cover", ComputationPage.name: "the book's appendix",
        whole: "the whole book on one page", singleFile: "the whole book as one file",
    ]
}
