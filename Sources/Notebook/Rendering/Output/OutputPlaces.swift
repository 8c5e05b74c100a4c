import Digests
import Foundation

/// Who has which place in the output folder, so that no two files come to lie at one: `img/a.svg` beside a chapter and
/// `../img/a.svg` beside the book both want `img/a.svg`.
struct OutputPlaces {
    /// The files by the places that they have taken.
    private var owners: [String: URL] = [:]

    /// The place for a file: the one that it wants, or below a folder of its own where another file has that.
    mutating func place(for file: URL, wanting place: String, in folder: String) -> String {
        let path = "\(folder)/\(place)"
        if let owner = owners[path], !owner.path.utf8.elementsEqual(file.path.utf8) {
            let own = SHA256.hexadecimal(of: Array(file.path.utf8)).prefix(12)
            return self.place(for: file, wanting: place, in: "\(folder)/\(own)")
        }
        owners[path] = file
        return path
    }
}
