import Datasets
import Tensors
import Testing

/// Numbers in tables, against those of the standard library.
struct NumbersTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func read(_ texts: [String]) throws -> [UInt32] {
        let dataset = try scratch.table("x\n" + texts.joined(separator: "\n") + "\n")
        guard case .floats(let numbers) = dataset.training.features.storage else { return [] }
        return numbers.map(\.bitPattern)
    }

    private func expectRounded(_ texts: [String]) throws {
        let numbers = try read(texts)
        #expect(numbers.count == texts.count)
        for (text, bits) in zip(texts, numbers) {
            // The standard library wants a digit before a point and behind it.
            #expect(Float(text)?.bitPattern == bits, "\(text)")
        }
    }

    @Test func everyForm() throws {
        let numbers = try read([
            "1", "+1", "-1", "1.", ".5", "-.5", "1e3", "1E+3", "-1.5e-3", "007", "0", "-0", "0e99", "-0.000",
        ])
        let expected: [Float] = [1, 1, -1, 1, 0.5, -0.5, 1_000, 1_000, -0.0015, 7, 0, -0.0, 0, -0.0]
        #expect(numbers == expected.map(\.bitPattern))
    }

    @Test func numbersOfAllSizes() throws {
        var generator = SeededGenerator(seed: 4)
        var texts: [String] = []
        while texts.count < 20_000 {
            let number = Float(bitPattern: UInt32(truncatingIfNeeded: generator.next()))
            if number.isFinite { texts.append("\(number)") }
        }
        try expectRounded(texts)
    }

    @Test func digitsAtRandom() throws {
        var generator = SeededGenerator(seed: 5)
        let texts = (0..<20_000).map { _ -> String in
            let digits = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
                String(Int.random(in: 0...9, using: &generator))
            }
            let exponent = Int.random(in: -30...8, using: &generator)
            return digits[0] + "." + digits.joined() + "e\(exponent)"
        }
        try expectRounded(texts)
    }

    /// Numbers in the middle between two of 32 bits, and next to it: the even one counts, or the nearer one.
    @Test func middles() throws {
        var generator = SeededGenerator(seed: 6)
        let texts = (0..<5_000).flatMap { _ -> [String] in
            let low = Float(bitPattern: UInt32.random(in: 0x3000_0000...0x4F00_0000, using: &generator))
            let middle = (Double(low) + Double(low.nextUp)) / 2
            return [
                "\(middle)", "\(middle.nextUp)", "\(middle.nextDown)",
                "\(middle)".replacing("e", with: "0000000000001e"),
            ]
        }
        try expectRounded(texts + ["16777217", "16777217.0000000000000000000001", "16777216.9999999999999999999"])
    }

    @Test func theSmallestAndTheLargest() throws {
        try expectRounded([
            "1.4e-45", "7e-46", "8e-46", "1.17549435e-38", "1.1754943e-38", "1.17549429e-38", "3.4028235e38",
            "3.4028235e+38",
            "3.40282356e38", "1e-50", "1e-400", "0.00000000000000000000000000000000000000000000000000000000001e50",
            "100000000000000000000000000000000000000000000000000000000000e-55",
        ])
    }
}
