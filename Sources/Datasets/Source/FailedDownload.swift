import Foundation

/// A note that MNIST could not be had, so that the builds of the next minutes do not wait for it again.
package struct FailedDownload: Codable, Equatable {
    /// How long the note holds, in seconds.
    package static let validity: TimeInterval = 600

    /// The reason, as `DownloadFailure` words it.
    package let reason: String
    /// The mirrors that were asked: where others are to be asked, the note does not hold.
    package let mirrors: [URL]
    package let date: Date

    package init(reason: String, mirrors: [URL], date: Date) {
        self.reason = reason
        self.mirrors = mirrors
        self.date = date
    }

    /// The note in a file, if it is there and still holds.
    package init?(in file: URL, mirrors: [URL], now: Date) {
        guard let data = try? Data(contentsOf: file), let note = try? JSONDecoder().decode(Self.self, from: data),
            note.mirrors == mirrors, (0..<Self.validity).contains(now.timeIntervalSince(note.date))
        else { return nil }
        self = note
    }

    /// Leaves the note. A note that cannot be written only costs the next build its wait.
    package func leave(in file: URL) {
        try? JSONEncoder().encode(self).write(to: file, options: .atomic)
    }
}
