/// Functions of sixteen numbers that keep their digits where the obvious formula would lose them.
extension Vector {
    /// The normal distribution Φ(x) = ½ erfc(−x / √2), with its tail's digits kept: erfc(z) = t · e^(P(t) − z²) for z ≥ 0
    /// and t = 1 / (1 + z / 2), with a polynomial P of the ninth degree that fits erfc to 1e-7.
    @inline(__always)
    static func normalDistribution(_ x: Vector) -> Vector {
        let z = x.magnitude * 0.707_106_78
        let t = 1 / (1 + z * 0.5)
        var p = t * 0.170_872_78 - 0.822_152_26
        p = p * t + 1.488_516
        p = p * t - 1.135_203_98
        p = p * t + 0.278_868_11
        p = p * t - 0.186_288_07
        p = p * t + 0.096_784_19
        p = p * t + 0.374_091_95
        p = p * t + 1.000_023_72
        p = p * t - 1.265_512_23
        let tail = t * exponential(p - z * z) * 0.5
        return (1 - tail).replacing(with: tail, where: x .< 0)
    }

    /// ln(1 + x) for x ≥ 0: what 1 + x has rounded off comes back as a factor.
    @inline(__always)
    static func logarithmOfOnePlus(_ x: Vector) -> Vector {
        let sum = 1 + x
        return (logarithm(sum) * (x / (sum - 1))).replacing(with: x, where: sum .== 1)
    }

    /// eˣ − 1: near 0 the sum of the first powers.
    @inline(__always)
    static func exponentialMinusOne(_ x: Vector) -> Vector {
        var p = x * (1 / 5_040) + (1 / 720)
        p = p * x + (1 / 120)
        p = p * x + (1 / 24)
        p = p * x + (1 / 6)
        p = p * x + 0.5
        let near = p * x * x + x
        return (exponential(x) - 1).replacing(with: near, where: x.magnitude .< 0.5)
    }
}
