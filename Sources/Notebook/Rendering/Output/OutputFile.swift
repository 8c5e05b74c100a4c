import Foundation

/// A file of the built book, as a value.
struct OutputFile: Equatable {
    /// From the output folder, with `/` between its parts.
    let path: String
    let content: Data
}
