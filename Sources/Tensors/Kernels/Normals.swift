extension Tensor {
    /// Independent draws from N(0, 1): Box and Muller's transformation of the generator's outputs, one output for a pair.
    ///
    /// Source: Box and Muller, "A Note on the Generation of Random Normal Deviates", 1958.
    public static func normal(_ shape: Shape, using generator: inout SeededGenerator) -> Tensor {
        let result = Storage(count: shape.count)
        let vectors = result.vectors
        var index = 0
        while index < result.vectorCount {
            let (first, second) = Vector.normals(from: generator.next16())
            vectors[index] = first
            if index + 1 < result.vectorCount { vectors[index + 1] = second }
            index += 2
        }
        return Tensor(shape: shape, storage: result)
    }
}

extension SeededGenerator {
    /// The next sixteen outputs.
    @inline(__always)
    mutating func next16() -> SIMD16<UInt64> {
        let steps = SIMD16<UInt64>(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
        var z = state &+ steps &* Self.increment
        state &+= 16 &* Self.increment
        z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z &>> 31)
    }
}

extension Vector {
    /// Thirty-two normal deviates from sixteen random words.
    @inline(__always)
    static func normals(from words: SIMD16<UInt64>) -> (Vector, Vector) {
        let high = SIMD16<UInt32>(truncatingIfNeeded: words &>> 40)
        let low = SIMD16<UInt32>(truncatingIfNeeded: words & 0xFF_FFFF)
        // In (0, 1], so that the logarithm exists; the angle in [0, 1) of a turn.
        let u = (Vector(high) + 1) * 0x1p-24
        let turn = Vector(low) * 0x1p-24
        let radius = squareRoot(logarithm(u) * -2)
        let (sine, cosine) = sineAndCosine(ofTurn: turn)
        return (radius * cosine, radius * sine)
    }
}
