import CArithmetic
import Testing

@Test("A square root is the square root")
func squareRoot() {
    #expect(square_root(2.25) == 1.5)
    #expect(square_root(0) == 0)
}

#if arch(x86_64)
    @Test("Denormal results are zero while the flush is on, and only then")
    func flushedDenormals() {
        let before = float_control()
        defer { set_float_control(before) }
        // Two numbers that the compiler does not know, so that each product is computed at its place.
        let small = [Float.leastNormalMagnitude, Float.leastNormalMagnitude.nextUp].shuffled()

        set_float_control(before | flush_denormals)
        let flushed = halved(small[0])
        set_float_control(before & ~flush_denormals)
        let kept = halved(small[1])

        #expect(flushed == 0)
        #expect(kept > 0)
    }

    @inline(never)
    private func halved(_ x: Float) -> Float { x * 0.5 }
#endif
