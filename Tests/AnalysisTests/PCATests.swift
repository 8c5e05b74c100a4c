import Analysis
import Tensors
import Testing

@Suite struct PCATests {
    /// Points near a plane in five dimensions.
    private func points(_ count: Int) -> Tensor {
        var g = SeededGenerator(seed: 5)
        let plane = matmul(.normal([count, 2], using: &g), Tensor([2, 5], [3, 0, 1, 0, 2, 0, 1, 0, 1, 0]))
        return plane + 0.01 * .normal([count, 5], using: &g) + 7
    }

    @Test func findsThePlane() {
        let x = points(400)
        let pca = PCA(of: x, components: 2)
        #expect(meanSquaredError(pca.reconstruct(x), x).scalar < 2e-4)
        #expect(meanSquaredError(PCA(of: x, components: 1).reconstruct(x), x).scalar > 0.1)
        #expect(pca.explainedVariance.reduce(0, +) / pca.totalVariance > 0.999)
        #expect(pca.explainedVariance[0] > pca.explainedVariance[1])
    }

    @Test func componentsAreOrthonormal() {
        let components = PCA(of: points(100), components: 5).components
        let products = matmul(components, components.transpose())
        for row in 0..<5 {
            for (column, value) in products.row(row).enumerated() {
                #expect(abs(value - (row == column ? 1 : 0)) < 1e-4)
            }
        }
    }

    @Test func allComponentsLoseNothing() {
        let x = points(50)
        #expect(meanSquaredError(PCA(of: x, components: 5).reconstruct(x), x).scalar < 1e-8)
    }

    @Test func codesAreUncorrelatedWithTheVariancesNamed() {
        let pca = PCA(of: points(300), components: 2)
        let codes = pca.encode(points(300))
        let (a, b) = (codes.column(0), codes.column(1))
        let covariance = zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / 300
        #expect(abs(covariance) < 1e-2)
        #expect(abs(a.reduce(0) { $0 + $1 * $1 } / 300 / pca.explainedVariance[0] - 1) < 1e-3)
    }
}
