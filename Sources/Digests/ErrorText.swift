import Foundation

/// What is said of an error. Foundation's own words name no file, and for some reasons only a number.
public enum ErrorText {
    /// An error of the file system with its path in front, any other as it describes itself.
    public static func of(_ error: any Error) -> String {
        guard let reason = systemReason(of: error) else { return "\(error)" }
        return path(of: error).map { "\($0): \(reason)" } ?? reason
    }

    /// An error of the file system without its path, for a sentence that names that already.
    public static func reason(of error: any Error) -> String { systemReason(of: error) ?? "\(error)" }

    /// Nil for an error that is not Foundation's.
    private static func systemReason(of error: any Error) -> String? {
        let error = error as NSError
        if error.domain == NSPOSIXErrorDomain { return String(cString: strerror(Int32(error.code))) }
        guard error.domain == NSCocoaErrorDomain else { return nil }
        if let cause = error.userInfo[NSUnderlyingErrorKey] as? any Error, let reason = systemReason(of: cause) {
            return reason
        }
        return reasons[CocoaError.Code(rawValue: error.code)] ?? error.localizedDescription
    }

    private static let reasons: [CocoaError.Code: String] = [
        .fileReadNoPermission: String(cString: strerror(EACCES)),
        .fileReadNoSuchFile: String(cString: strerror(ENOENT)),
        .fileNoSuchFile: String(cString: strerror(ENOENT)), .fileWriteNoPermission: String(cString: strerror(EACCES)),
        .fileWriteOutOfSpace: String(cString: strerror(ENOSPC)), .fileWriteUnknown: "it cannot be written",
        .fileReadUnknown: "it cannot be read", .fileReadCorruptFile: "it is damaged",
        .fileReadInapplicableStringEncoding: "it is not in UTF-8",
    ]

    private static func path(of error: any Error) -> String? {
        let about = (error as NSError).userInfo
        let source = about[NSFilePathErrorKey] as? String ?? (about[NSURLErrorKey] as? URL)?.path
        guard let target = about["NSDestinationFilePath"] as? String, let source, target != source else {
            return source
        }
        return "\(source) to \(target)"
    }
}
