/// How a reader sees colors; for testing a palette.
///
/// Source: Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
/// IEEE TVCG 15(6), 2009; the matrices for severity 1.
public enum ColorVision: Sendable, CaseIterable {
    case full, protanopia, deuteranopia, tritanopia

    /// The color as this reader sees it.
    public func seen(_ color: Color) -> Color {
        let (red, green, blue) = color.linear
        func row(_ weights: (Double, Double, Double)) -> Double {
            weights.0 * red + weights.1 * green + weights.2 * blue
        }
        let matrix = self.matrix
        return Color(linear: (row(matrix.0), row(matrix.1), row(matrix.2)))
    }

    private typealias Row = (Double, Double, Double)

    private var matrix: (Row, Row, Row) {
        switch self {
        case .full: ((1, 0, 0), (0, 1, 0), (0, 0, 1))
        case .protanopia:
            ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))
        case .deuteranopia:
            ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
        case .tritanopia:
            ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900))
        }
    }
}
