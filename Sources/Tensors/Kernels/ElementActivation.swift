/// A function of one element that another operation's pass can take along, so that nothing between the two is written to
/// memory and read again.
protocol ElementActivation: Sendable {
    /// Whether the derivative is 0 wherever the value is.
    static var stopsAtZeros: Bool { get }

    func value(_ x: Vector) -> Vector

    /// ∂L/∂x, given ∂L/∂y and x.
    func derivative(_ dy: Vector, at x: Vector) -> Vector
}

/// x itself.
struct NoActivation: ElementActivation {
    static let stopsAtZeros = false

    @inline(__always)
    func value(_ x: Vector) -> Vector { x }

    @inline(__always)
    func derivative(_ dy: Vector, at x: Vector) -> Vector { dy }
}

/// max(x, 0). The derivative is the same whether it is given x or y.
struct Rectifier: ElementActivation {
    static let stopsAtZeros = true

    @inline(__always)
    func value(_ x: Vector) -> Vector { x.replacing(with: Vector.zero, where: x .< 0) }

    @inline(__always)
    func derivative(_ dy: Vector, at x: Vector) -> Vector { Vector.zero.replacing(with: dy, where: x .> 0) }
}

/// x where x > 0, else slope · x.
struct LeakyRectifier: ElementActivation {
    static let stopsAtZeros = false
    let slope: Float

    @inline(__always)
    func value(_ x: Vector) -> Vector { (x * slope).replacing(with: x, where: x .> 0) }

    @inline(__always)
    func derivative(_ dy: Vector, at x: Vector) -> Vector { (dy * slope).replacing(with: dy, where: x .> 0) }
}
