import CArithmetic

/// Runs `body` with numbers below 1.2e-38 taken as zero on the calling thread. The moments of units that no longer
/// learn fade into that range, where each operation costs a hundred times as much.
public func flushingDenormals<Result>(_ body: () throws -> Result) rethrows -> Result {
    let word = float_control()
    set_float_control(word | flush_denormals)
    defer { set_float_control(word) }
    return try body()
}
