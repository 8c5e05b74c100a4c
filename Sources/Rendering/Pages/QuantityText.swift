import Foundation

/// Bytes as people read them.
enum ByteText {
    /// `812 bytes`, `3.4 kB`, `120 MB`, `31 GB`
    static func text(_ bytes: Int) -> String {
        guard bytes >= 1000 else { return "\(bytes) bytes" }
        let (value, unit) = bytes < 1_000_000 ? (1e3, "kB") : bytes < 1_000_000_000 ? (1e6, "MB") : (1e9, "GB")
        let number = Double(bytes) / value
        return String(format: number < 9.95 ? "%.1f" : "%.0f", number) + " " + unit
    }
}

/// Losses as people read them.
enum LossText {
    /// Four significant digits: `0.0393`, `12.31`.
    static func text(_ loss: Double) -> String {
        guard loss.isFinite, loss != 0 else { return "\(loss)" }
        let digits = 3 - Int(log10(abs(loss)).rounded(.down))
        return digits > 8 ? String(format: "%.2e", loss) : String(format: "%.\(max(0, digits))f", loss)
    }
}
