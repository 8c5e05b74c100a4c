import COneDNN

/// One of the three directions of a convolution, in the layouts that oneDNN prefers for its shapes.
final class ConvolutionPrimitive {
    enum Direction: Hashable { case forward, backwardData, backwardWeights }

    struct Key: Hashable {
        let direction: Direction
        let geometry: ConvolutionGeometry
        let hasBias: Bool
    }

    static let pool = Pool<Key, ConvolutionPrimitive> { key in
        // Where oneDNN prefers a layout that is none of ours, it has to take row-major images.
        ConvolutionPrimitive(key, prefersRowMajor: false) ?? ConvolutionPrimitive(key, prefersRowMajor: true)!
    }

    let wide: Layout
    let narrow: Layout
    /// The numbers of the weight in oneDNN's order, with those that only fill blocks.
    private let weightCount: Int
    private let primitive: Primitive
    /// From row-major weights to oneDNN's order, or back where they are the result; nil where that is row-major too.
    private let weightReorder: Primitive?

    private init?(_ key: Key, prefersRowMajor: Bool) {
        omp_set_num_threads(1)
        let geometry = key.geometry
        var description = ConvolutionDescription(key, prefersRowMajor: prefersRowMajor)
        let descriptor = description.primitiveDescriptor()
        let memories = ConvolutionMemories(descriptor, key.direction)
        guard let wide = memories.wide.layout(of: geometry.wide),
            let narrow = memories.narrow.layout(of: geometry.narrow)
        else {
            dnnl_primitive_desc_destroy(descriptor)
            return nil
        }
        (self.wide, self.narrow, weightCount) = (wide, narrow, memories.weight.count)
        primitive = Primitive(descriptor, memories.arguments(key))
        weightReorder = memories.weightReorder(geometry.weight, key.direction)
    }

    /// The narrow image: weight ⋆ wide + bias, with an ``arranged(_:)`` weight.
    func forward(_ wide: Place, _ weight: Storage, _ bias: Tensor?, into narrow: Place) {
        if let bias {
            primitive.execute(wide, narrow, weight.start, bias.storage.start)
        } else {
            primitive.execute(wide, narrow, weight.start)
        }
        withExtendedLifetime((weight, bias)) {}
    }

    /// The wide image whose pixels each narrow one is spread over: the adjoint of `forward` without bias.
    func backwardData(_ narrow: Place, _ weight: Storage, into wide: Place) {
        primitive.execute(wide, narrow, weight.start)
        withExtendedLifetime(weight) {}
    }

    /// ∂L/∂weight, row-major, and into `bias` ∂L/∂bias, where `narrow` is the gradient of `forward`'s result.
    func backwardWeights(_ wide: Place, _ narrow: Place, into weight: Place, bias: Place?) {
        let blocked = weightReorder.map { _ in Storage(count: weightCount) }
        if let bias {
            primitive.execute(wide, narrow, blocked?.start ?? weight, bias)
        } else {
            primitive.execute(wide, narrow, blocked?.start ?? weight)
        }
        if let blocked { weightReorder?.execute(blocked.start, weight) }
        withExtendedLifetime(blocked) {}
    }

    /// A weight in the order that `forward` and `backwardData` take.
    func arranged(_ weight: Tensor) -> Storage {
        let plain = weight.plain
        guard let weightReorder else { return plain.storage }
        let result = Storage(count: weightCount)
        weightReorder.execute(plain.storage.start, result.start)
        return result
    }
}

/// Where a tensor, or a part of one, begins in memory.
typealias Place = UnsafeMutablePointer<Float>
