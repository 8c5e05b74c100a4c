import Testing
import Workbench

@Suite struct NumberTextTests {
    @Test(arguments: [
        (24.5, "24.5"), (392, "392"), (0.011_879, "0.0119"), (1.0, "1"), (0, "0"), (1_083_696, "1,083,696"),
        (-0.25, "−0.25"), (3.141_59, "3.14"), (123_456.7, "123,457"), (2e-7, "2e−07"), (0.1, "0.1"),
        (.nan, "not a number"), (.infinity, "∞"), (-.infinity, "−∞"), (9_999.96, "10,000"),
    ])
    func threeSignificantDigits(_ number: Double, _ text: String) {
        #expect(number.formatted == text)
    }

    @Test(arguments: [
        (1_234.567, 1, "1,234.6"), (0.5, 0, "0"), (-0.04, 1, "0.0"), (-1.25, 3, "−1.250"), (2, 2, "2.00"),
    ])
    func fixedDecimals(_ number: Double, _ decimals: Int, _ text: String) {
        #expect(number.formatted(decimals: decimals) == text)
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "−1,234,567"), (100_000, "100,000")])
    func groupedThousands(_ number: Int, _ text: String) {
        #expect(number.formatted == text)
    }

    @Test func sharesOfAHundred() {
        #expect(0.342_1.percent() == "34%")
        #expect(Float(0.5).percent(decimals: 1) == "50.0%")
    }
}
