import Digests

/// Who has which place in the output folder, so that no two files come to lie at one: `img/a.svg` beside a chapter and
/// `../img/a.svg` beside the book both want `img/a.svg`.
package struct OutputPlaces {
    /// The files by the places that they have taken.
    private var owners: [String: String] = [:]

    /// The place for a file: the one that it wants, or below a folder of its own where another file has that.
    ///
    /// - Parameter file: its path from the book's folder, so that a book that was moved has the same pages.
    package mutating func place(for file: String, wanting place: String, in folder: String) -> String {
        let path = "\(folder)/\(place)"
        if let owner = owners[path], !owner.utf8.elementsEqual(file.utf8) {
            let own = SHA256.hexadecimal(of: Array(file.utf8)).prefix(12)
            return self.place(for: file, wanting: place, in: "\(folder)/\(own)")
        }
        owners[path] = file
        return path
    }
}
