import Foundation
import Markup

/// When something was built, in words that are the same on every machine.
struct BuildDate {
    let date: Date

    var html: HTML {
        "<time datetime=\"\(date.formatted(.iso8601))\">\(text)</time>"
    }

    var text: String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        guard let year = parts.year, let month = parts.month, let day = parts.day, let hour = parts.hour,
            let minute = parts.minute
        else { fatalError("no calendar date for \(date)") }
        let clock = [hour, minute].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(day) \(Self.months[month - 1]) \(year), \(clock) UTC"
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
