import Foundation

/// A file of the built book, as a value.
package struct OutputFile: Equatable {
    /// From the output folder, with `/` between its parts.
    package let path: String
    package let content: Data

    package init(path: String, content: Data) {
        self.path = path
        self.content = content
    }
}
