/// Something to quote.
struct Quoted {
    /// Twice as much.
    func twice(_ number: Int) -> Int { 2 * number }
}
