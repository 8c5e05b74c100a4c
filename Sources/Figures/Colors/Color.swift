import Foundation

/// A color of sRGB; each part between 0 and 1.
public struct Color: Equatable, Hashable, Sendable {
    public var red: Double
    public var green: Double
    public var blue: Double
    /// 0 is clear, 1 is opaque.
    public var alpha: Double

    public init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// 0xRRGGBB, as in a style sheet.
    public init(hex: UInt32) {
        self.init(
            red: Double(hex >> 16 & 0xFF) / 255, green: Double(hex >> 8 & 0xFF) / 255, blue: Double(hex & 0xFF) / 255)
    }

    public func with(alpha: Double) -> Color { Color(red: red, green: green, blue: blue, alpha: alpha) }

    /// The way from this color (0) to the other (1), in Oklab, where equal steps look equal.
    public func mixed(with other: Color, _ part: Double) -> Color {
        let from = Oklab(self)
        let to = Oklab(other)
        let color = Oklab(
            lightness: from.lightness + (to.lightness - from.lightness) * part,
            a: from.a + (to.a - from.a) * part, b: from.b + (to.b - from.b) * part
        ).color
        return color.with(alpha: alpha + (other.alpha - alpha) * part)
    }

    /// The contrast of two opaque colors, from 1 to 21: WCAG 2.1, "contrast ratio".
    public func contrast(with other: Color) -> Double {
        let light = max(luminance, other.luminance)
        let dark = min(luminance, other.luminance)
        return (light + 0.05) / (dark + 0.05)
    }

    /// 0 is black, 1 is white: WCAG 2.1, "relative luminance".
    public var luminance: Double {
        let (red, green, blue) = linear
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The amounts of light behind the sRGB values.
    var linear: (Double, Double, Double) { (Self.decoded(red), Self.decoded(green), Self.decoded(blue)) }

    /// From amounts of light; what the screen cannot show is clamped.
    init(linear: (Double, Double, Double)) {
        self.init(red: Self.encoded(linear.0), green: Self.encoded(linear.1), blue: Self.encoded(linear.2))
    }

    private static func decoded(_ value: Double) -> Double {
        value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }

    private static func encoded(_ value: Double) -> Double {
        let value = min(max(value, 0), 1)
        return value <= 0.0031308 ? 12.92 * value : 1.055 * pow(value, 1 / 2.4) - 0.055
    }
}
