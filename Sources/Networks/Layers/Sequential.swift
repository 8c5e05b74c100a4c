/// Layers one after the other.
public final class Sequential: Layer {
    public let layers: [any Layer]

    public init(_ layers: [any Layer]) { self.layers = layers }

    public convenience init(_ layers: any Layer...) { self.init(layers) }

    public func callAsFunction(_ x: Tensor) -> Tensor {
        ModelPath.withRoot(self) { outcome(of: layers, on: x) }
    }

    /// What each layer makes of `x`, in order.
    public func outputs(of x: Tensor) -> [(layer: any Layer, output: Tensor)] {
        var output = x
        return ModelPath.withRoot(self) {
            layers.map { layer in
                output = layer(output)
                return (layer, output)
            }
        }
    }
}

extension Sequential {
    /// The layers of one type, in order.
    public func all<Wanted: Layer>(_ type: Wanted.Type) -> [Wanted] { layers.compactMap { $0 as? Wanted } }

    /// The first layer of a type.
    /// - Precondition: there is one.
    public func first<Wanted: Layer>(_ type: Wanted.Type) -> Wanted {
        guard let layer = all(type).first else { missing(type) }
        return layer
    }

    /// The last layer of a type.
    /// - Precondition: there is one.
    public func last<Wanted: Layer>(_ type: Wanted.Type) -> Wanted {
        guard let layer = all(type).last else { missing(type) }
        return layer
    }

    /// The layer at a place, from 0.
    /// - Precondition: there is one, and it is of the type.
    public func layer<Wanted: Layer>(_ place: Int, as type: Wanted.Type) -> Wanted {
        guard layers.indices.contains(place) else {
            fatalError("layer \(place) of a Sequential of \(layers.count) layers, \(listed)")
        }
        guard let layer = layers[place] as? Wanted else {
            fatalError("layer \(place) is a \(Swift.type(of: layers[place])), not a \(type), in \(listed)")
        }
        return layer
    }

    private func missing(_ type: Any.Type) -> Never { fatalError("no \(type) in \(listed)") }

    private var listed: String { "Sequential(\(layers.map { "\(type(of: $0))" }.joined(separator: ", ")))" }
}
