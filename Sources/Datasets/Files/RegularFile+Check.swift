import Digests
import Foundation

extension RegularFile {
    /// Refuses what is no file before it is opened: a pipe would be waited for, and a device has no end.
    static func check(_ file: URL) throws(DatasetError) {
        if let fault = fault(of: file) { throw DatasetError(.unreadable(reason: fault.description), in: file) }
    }
}
