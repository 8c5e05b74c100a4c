import Foundation

/// What says where a file or folder is: a `URL`, or a path, which is taken from the current folder if it does not
/// begin with `/`.
public protocol FileLocation {
    var fileURL: URL { get }
}

extension URL: FileLocation {
    public var fileURL: URL { self }
}

extension String: FileLocation {
    public var fileURL: URL { URL(fileURLWithPath: self) }
}
