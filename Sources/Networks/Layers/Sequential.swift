/// Layers one after the other.
public final class Sequential: Layer {
    public let layers: [any Layer]

    public init(_ layers: [any Layer]) { self.layers = layers }

    public convenience init(_ layers: any Layer...) { self.init(layers) }

    public func callAsFunction(_ x: Tensor) -> Tensor { layers.reduce(x) { $1($0) } }

    /// What each layer makes of `x`, in order.
    public func outputs(of x: Tensor) -> [(layer: any Layer, output: Tensor)] {
        var output = x
        return layers.map { layer in
            output = layer(output)
            return (layer, output)
        }
    }
}
