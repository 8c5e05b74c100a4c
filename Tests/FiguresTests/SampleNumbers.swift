import Foundation
import Images

/// Numbers that look like a book's: the same on each run.
struct SampleNumbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// Uniform in [0, 1).
    mutating func uniform() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 40) / Double(1 << 24)
    }

    /// Mean 0, variance 1: the Box-Muller method.
    mutating func normal() -> Double { sqrt(-2 * log(1 - uniform())) * cos(2 * .pi * uniform()) }

    /// A two-dimensional code of ten classes: some apart, some on top of each other.
    static func codes(_ count: Int) -> (x: [Double], y: [Double], classes: [Int]) {
        var numbers = SampleNumbers(seed: 7)
        var x: [Double] = []
        var y: [Double] = []
        let classes = (0..<count).map { $0 * 10 / count }
        for digit in classes {
            let angle = Double(digit) * 0.71
            let radius = 1.5 + Double(digit) * 0.55
            let along = numbers.normal() * 1.5
            let across = numbers.normal() * 0.45
            x.append(radius * cos(angle) * 2 + along * cos(angle) - across * sin(angle))
            y.append(radius * sin(angle) * 2 + along * sin(angle) + across * cos(angle))
        }
        return (x, y, classes)
    }

    /// A loss that falls from 0.1 to about `end` over the epochs.
    static func losses(_ epochs: Int, end: Double, seed: UInt64) -> [Float] {
        var numbers = SampleNumbers(seed: seed)
        return (0..<epochs).map { epoch in
            Float(end + (0.075 - end * 0.4) * exp(-Double(epoch) / 3.5) + numbers.normal() * end * 0.008)
        }
    }

    /// A ring whose shape depends on `kind`, as a picture of 28 × 28 pixels.
    static func digit(_ kind: Int, noise: Double = 0, blur: Double = 1) -> Bitmap {
        var numbers = SampleNumbers(seed: UInt64(kind) + 99)
        let brightness = (0..<784).map { index -> Double in
            let x = (Double(index % 28) - 13.5) / (5 + Double(kind % 3))
            let y = (Double(index / 28) - 13.5) / (8 - Double(kind % 4))
            let distance = abs(hypot(x, y) - 1) * 5 / blur
            return 1.15 / (1 + pow(distance, 4)) / sqrt(blur) + numbers.normal() * noise
        }
        return Bitmap(width: 28, height: 28, brightness: brightness)
    }
}
