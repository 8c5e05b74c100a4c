import CArithmetic

/// Elementary functions on 16 numbers at once, in single precision. The compiler turns each into a few dozen AVX
/// instructions without a branch; the C library's scalar functions would cost ten times as much.
///
/// The polynomials are those of the Cephes library (S. L. Moshier, Methods and Programs for Mathematical Functions,
/// 1989); relative errors stay below 3e-7 in the ranges used.
extension Vector {
    /// eˣ: infinite for x above 88.72, 0 below -87.7.
    @inline(__always)
    static func exponential(_ x: Vector) -> Vector {
        let held = x.replacing(with: -88, where: x .< -88)
        // 2¹²⁸ is no number of single precision: the last interval is twice as long, and what overflows is infinite.
        let scaled = held * 1.442_695_04
        let (n, power) = scaled.replacing(with: 127, where: scaled .> 127).nearestInteger
        let r = held - n * 0.693_359_375 + n * 2.121_944_4e-4
        var p = r * 1.987_569_15e-4 + 1.398_199_95e-3
        p = p * r + 8.333_451_9e-3
        p = p * r + 4.166_579_6e-2
        p = p * r + 1.666_666_55e-1
        p = p * r + 5.000_000_1e-1
        p = p * r * r + r + 1
        // For n = -127 the bits are those of 0.
        let bits = (power &+ 127) &<< 23
        return p * unsafeBitCast(bits, to: Vector.self)
    }

    /// √x, in one instruction. The standard library's `squareRoot` takes the lanes one by one.
    @inline(__always)
    static func squareRoot(_ x: Vector) -> Vector {
        var result = x
        withUnsafeMutableBytes(of: &result) { bytes in
            let scalars = bytes.assumingMemoryBound(to: Float.self)
            for lane in 0..<Vector.scalarCount { scalars[lane] = square_root(scalars[lane]) }
        }
        return result
    }

    /// ln x for x ≥ 0; NaN for the others.
    @inline(__always)
    static func logarithm(_ x: Vector) -> Vector {
        // Denormal numbers have no exponent of their own: 2²³ makes them normal.
        let isDenormal = x .< Float.leastNormalMagnitude
        let bits = unsafeBitCast(x.replacing(with: x * 8_388_608, where: isDenormal), to: SIMD16<Int32>.self)
        // The bits are those of 2²³ plus the exponent's field; a conversion would be taken lane by lane.
        var exponent = unsafeBitCast(((bits &>> 23) & 0xFF) | 0x4B00_0000, to: Vector.self) - 8_388_734
        exponent = exponent.replacing(with: exponent - 23, where: isDenormal)
        // The mantissa in [1/2, 1), then in [√½, √2).
        var m = unsafeBitCast((bits & 0x007F_FFFF) | 0x3F00_0000, to: Vector.self)
        let isSmall = m .< 0.707_106_78
        exponent = exponent.replacing(with: exponent - 1, where: isSmall)
        m = m.replacing(with: m + m, where: isSmall) - 1
        let square = m * m
        var p = m * 7.037_683_6e-2 - 1.151_461e-1
        p = p * m + 1.167_699_87e-1
        p = p * m - 1.242_014_1e-1
        p = p * m + 1.424_932_3e-1
        p = p * m - 1.666_805_8e-1
        p = p * m + 2.000_071_5e-1
        p = p * m - 2.499_999_4e-1
        p = p * m + 3.333_333_1e-1
        p = p * m * square
        p = p - exponent * 2.121_944_4e-4 - square * 0.5
        let y = (m + p + exponent * 0.693_359_375).replacing(with: x, where: x .== .infinity)
        return y.replacing(with: -.infinity, where: x .== 0).replacing(with: .nan, where: x .< 0).replacing(
            with: x, where: x .!= x)
    }

    /// The sine and cosine of 2π·turn, for turns in [0, 1).
    @inline(__always)
    package static func sineAndCosine(ofTurn turn: Vector) -> (sine: Vector, cosine: Vector) {
        let (quarter, count) = (turn * 4).nearestInteger
        let x = (turn - quarter * 0.25) * 6.283_185_3
        let square = x * x
        var s = square * -1.951_529_6e-4 + 8.332_161e-3
        s = s * square - 1.666_665_5e-1
        s = s * square * x + x
        var c = square * 2.443_315_7e-5 - 1.388_731_6e-3
        c = c * square + 4.166_664_6e-2
        c = c * square * square - square * 0.5 + 1
        // In odd quadrants sine and cosine change places; the sign of each follows the quadrant's second bit. All in
        // the numbers' bits: comparisons of integers are taken lane by lane.
        let odd = 0 &- (count & 1)
        let (sBits, cBits) = (unsafeBitCast(s, to: SIMD16<Int32>.self), unsafeBitCast(c, to: SIMD16<Int32>.self))
        let sine = ((sBits & ~odd) | (cBits & odd)) ^ ((count & 2) &<< 30)
        let cosine = ((cBits & ~odd) | (sBits & odd)) ^ (((count &+ 1) & 2) &<< 30)
        return (unsafeBitCast(sine, to: Vector.self), unsafeBitCast(cosine, to: Vector.self))
    }

    /// The nearest whole number, for |x| below 2²²: adding 1.5 · 2²³ leaves it in the low bits of the mantissa.
    @inline(__always)
    var nearestInteger: (Vector, SIMD16<Int32>) {
        let shift = Vector(repeating: 12_582_912)
        let shifted = self + shift
        let bits = unsafeBitCast(shifted, to: SIMD16<Int32>.self) &- unsafeBitCast(shift, to: SIMD16<Int32>.self)
        return (shifted - shift, bits)
    }

    /// x held to [lower, upper]. The standard library's `clamped` takes the lanes one by one.
    @inline(__always)
    func held(_ lower: Vector, _ upper: Vector) -> Vector {
        replacing(with: lower, where: self .< lower).replacing(with: upper, where: self .> upper)
    }

    @inline(__always)
    var magnitude: Vector { unsafeBitCast(unsafeBitCast(self, to: SIMD16<UInt32>.self) & 0x7FFF_FFFF, to: Vector.self) }
}
