/// Why a picture could not be read or written.
public enum ImageError: Error, Equatable, Sendable {
    /// The bytes are no PNG, or a damaged one; `reason` is libpng's.
    case unreadable(source: String, reason: String)
    /// libpng refused to encode the picture.
    case unwritable(reason: String)
    /// A file could not be opened, read or written.
    case file(path: String, reason: String)
}

extension ImageError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let source, let reason):
            "\(source) is not a readable PNG picture (\(reason)); replace it with an undamaged one"
        case .unwritable(let reason):
            "the picture cannot be written as PNG: \(reason)"
        case .file(let path, let reason):
            "\(path): \(reason)"
        }
    }
}
