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

    /// The narrow image: weight ⋆ wide + bias.
    func forward(_ wideImage: Tensor, _ weight: Tensor, _ bias: Tensor?, _ geometry: ConvolutionGeometry) -> Tensor {
        let result = Buffer(count: narrow.count(of: geometry.narrow))
        let (source, weights) = (wideImage.arranged(wide).buffer, arranged(weight))
        if let bias {
            primitive.execute(source, result, weights, bias.buffer)
        } else {
            primitive.execute(source, result, weights)
        }
        return Tensor(shape: geometry.narrow, buffer: result, layout: narrow)
    }

    /// The wide image whose pixels each narrow one is spread over: the adjoint of `forward` without bias.
    func backwardData(_ narrowImage: Tensor, _ weight: Tensor, _ geometry: ConvolutionGeometry) -> Tensor {
        let result = Buffer(count: wide.count(of: geometry.wide))
        primitive.execute(result, narrowImage.arranged(narrow).buffer, arranged(weight))
        return Tensor(shape: geometry.wide, buffer: result, layout: wide)
    }

    /// ∂L/∂weight, and into `bias` ∂L/∂bias, where `narrowImage` is the gradient of `forward`'s result.
    func backwardWeights(
        _ wideImage: Tensor, _ narrowImage: Tensor, bias: Buffer?, _ geometry: ConvolutionGeometry
    ) -> Tensor {
        let result = Buffer(count: geometry.weight.count)
        let weights = weightReorder == nil ? result : Buffer(count: weightCount)
        let (source, gradient) = (wideImage.arranged(wide).buffer, narrowImage.arranged(narrow).buffer)
        if let bias {
            primitive.execute(source, gradient, weights, bias)
        } else {
            primitive.execute(source, gradient, weights)
        }
        weightReorder?.execute(weights, result)
        return Tensor(shape: geometry.weight, buffer: result)
    }

    private func arranged(_ weight: Tensor) -> Buffer {
        guard let weightReorder else { return weight.plain.buffer }
        let result = Buffer(count: weightCount)
        weightReorder.execute(weight.plain.buffer, result)
        return result
    }
}
