import Foundation
import Images

/// A picture that was looked at once and found good.
enum Golden {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
    static let records = ProcessInfo.processInfo.environment["AEBOOK_RECORD"] == "1"

    enum Verdict: Equatable {
        case same
        /// There was none; it has been written and wants to be looked at.
        case recorded
        case otherSize(String)
        /// Mean and largest difference of blocks of 4 × 4 pixels, from 0 to 255.
        case different(mean: Double, most: Int)
    }

    /// Compares a picture with its golden one, which is written where it is missing or `AEBOOK_RECORD=1` asks for it.
    static func compare(_ bitmap: Bitmap, _ name: String) throws -> Verdict {
        let file = folder.appendingPathComponent("\(name).png")
        let exists = FileManager.default.fileExists(atPath: file.path)
        if records || !exists {
            try bitmap.quantized(colors: 160).write(to: file)
            return records ? .same : .recorded
        }
        return verdict(bitmap, try Bitmap(contentsOf: file))
    }

    /// Blocks forgive what another version of the font's rasteriser does to the edges of letters.
    static func verdict(_ bitmap: Bitmap, _ golden: Bitmap) -> Verdict {
        guard bitmap.width == golden.width, bitmap.height == golden.height else {
            return .otherSize("\(bitmap.width) × \(bitmap.height) against \(golden.width) × \(golden.height)")
        }
        let new = bitmap.converted(to: .rgb).reduced(by: 4).samples
        let old = golden.converted(to: .rgb).reduced(by: 4).samples
        let differences = zip(new, old).map { abs(Int($0) - Int($1)) }
        let mean = Double(differences.reduce(0, +)) / Double(differences.count)
        let most = differences.max() ?? 0
        return mean < 0.6 && most < 40 ? .same : .different(mean: mean, most: most)
    }
}
