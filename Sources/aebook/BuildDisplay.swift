import Foundation
import Notebook
import Running

/// Shows a build while it goes on. Called from several threads.
protocol BuildDisplay: Sendable {
    func show(_ event: BuildEvent)
    /// Leaves the terminal as it was.
    func finish()
}

/// Durations and losses as people read them.
enum Wording {
    /// `0.4 s`, `12 s`, `2 min 5 s`, `1 h 3 min`
    static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0 else { return "?" }
        if seconds < 9.95 { return String(format: "%.1f s", seconds) }
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }

    /// Four significant digits: `0.0393`, `12.31`.
    static func loss(_ loss: Double) -> String {
        guard loss.isFinite, loss != 0 else { return "\(loss)" }
        let digits = 3 - Int(log10(abs(loss)).rounded(.down))
        return digits > 8 ? String(format: "%.2e", loss) : String(format: "%.\(max(0, digits))f", loss)
    }

    /// With one digit after the point.
    static func decimal(_ number: Double) -> String { String(format: "%.1f", number) }

    /// `812 bytes`, `3.4 kB`, `120 MB`
    static func bytes(_ bytes: Int) -> String {
        guard bytes >= 1000 else { return count(bytes, "byte") }
        let (value, unit) = bytes < 1_000_000 ? (1e3, "kB") : bytes < 1_000_000_000 ? (1e6, "MB") : (1e9, "GB")
        return String(format: Double(bytes) / value < 99.95 ? "%.1f" : "%.0f", Double(bytes) / value) + " " + unit
    }

    static func count(_ number: Int, _ one: String, _ several: String? = nil) -> String {
        "\(number) " + (number == 1 ? one : several ?? one + "s")
    }
}
