extension Book {
    /// What the output folder holds beside the chapters' pages.
    package static let otherFiles: Set = ["index.html", "\(OwnPage.computation).html", OwnPage.experiments]

    /// The chapter that an address means: its file, or its page.
    package func chapter(at address: String) -> Chapter? {
        let name = address.hasPrefix("./") ? String(address.dropFirst(2)) : address
        return chapters.first { "\($0.name).md" == name || "\($0.name).html" == name }
    }
}
