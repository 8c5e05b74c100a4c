/// A convolution of a batch in equal parts, which depend on the batch alone, so that cores can share them and no sum
/// changes its order.
struct SharedConvolution {
    let partCount: Int
    /// The order in memory that the primitive takes images in; the batch is the outermost axis of each.
    let wide: Layout
    let narrow: Layout
    private let key: ConvolutionPrimitive.Key

    init(_ direction: ConvolutionPrimitive.Direction, _ geometry: ConvolutionGeometry, hasBias: Bool = false) {
        let batch = geometry.wide[0]
        // A part of fewer than eight images is not worth a call of its own.
        partCount = batch % 4 == 0 && batch >= 32 ? 4 : 1
        key = ConvolutionPrimitive.Key(
            direction: direction, geometry: geometry.withBatch(batch / partCount), hasBias: hasBias)
        (wide, narrow) = ConvolutionPrimitive.pool.with(key) { ($0.wide, $0.narrow) }
    }

    /// The weight in the order that the primitive takes, for all parts.
    func arranged(_ weight: Tensor) -> Storage { ConvolutionPrimitive.pool.with(key) { $0.arranged(weight) } }

    /// Lends a primitive for each part, with the places in memory where the part's images begin.
    func forEachPart(_ wide: Storage, _ narrow: Storage, _ body: (ConvolutionPrimitive, Place, Place, Int) -> Void) {
        let wideStep = self.wide.count(of: key.geometry.wide)
        let narrowStep = self.narrow.count(of: key.geometry.narrow)
        sharedLoop(partCount) { part in
            ConvolutionPrimitive.pool.with(key) {
                body($0, wide.start + part * wideStep, narrow.start + part * narrowStep, part)
            }
        }
        withExtendedLifetime((wide, narrow)) {}
    }
}
