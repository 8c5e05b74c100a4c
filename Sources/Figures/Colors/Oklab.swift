import Foundation

/// A color by lightness and two axes, spaced so that distances match what the eye sees.
///
/// Source: Björn Ottosson, "A perceptual color space for image processing", 2020.
struct Oklab: Equatable {
    /// 0 is black, 1 is white.
    let lightness: Double
    /// From green (negative) to red.
    let a: Double
    /// From blue (negative) to yellow.
    let b: Double

    init(lightness: Double, a: Double, b: Double) {
        self.lightness = lightness
        self.a = a
        self.b = b
    }

    init(_ color: Color) {
        let (red, green, blue) = color.linear
        let l = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        let m = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        let s = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
        a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
        b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    }

    var color: Color {
        let l = pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3)
        let m = pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3)
        let s = pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3)
        return Color(
            linear: (
                4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
                -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
                -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s
            ))
    }

    func distance(to other: Oklab) -> Double {
        hypot(hypot(lightness - other.lightness, a - other.a), b - other.b)
    }
}

extension Color {
    /// How different two opaque colors look: 0 is alike, 1 is black against white, 0.02 is just noticeable.
    public func distance(to other: Color) -> Double { Oklab(self).distance(to: Oklab(other)) }
}
