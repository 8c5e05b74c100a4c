import COneDNN

/// What oneDNN is asked for: the shapes of a convolution, and memory in any order.
struct ConvolutionDescription {
    private let direction: ConvolutionPrimitive.Direction
    private let steps: [Int64]
    private let zeros: [Int64]
    private var wide: MemoryDescriptor
    private var narrow: MemoryDescriptor
    private var weight: MemoryDescriptor
    /// Empty where the convolution has no bias.
    private var bias = MemoryDescriptor()

    init(_ key: ConvolutionPrimitive.Key, prefersRowMajor: Bool) {
        let geometry = key.geometry
        func image(_ shape: Shape) -> MemoryDescriptor {
            prefersRowMajor ? MemoryDescriptor(shape, .rowMajor) : MemoryDescriptor(anyLayoutOf: shape)
        }
        direction = key.direction
        steps = [Int64(geometry.stride.height), Int64(geometry.stride.width)]
        zeros = [Int64(geometry.padding.height), Int64(geometry.padding.width)]
        wide = image(geometry.wide)
        narrow = image(geometry.narrow)
        weight = MemoryDescriptor(anyLayoutOf: geometry.weight)
        if key.hasBias { bias = MemoryDescriptor([geometry.narrow[1]], .rowMajor) }
    }

    mutating func primitiveDescriptor() -> dnnl_primitive_desc_t {
        let forward = forwardDescriptor()
        guard direction != .forward else { return forward }
        // oneDNN wants to know the forward convolution that a backward one belongs to.
        defer { dnnl_primitive_desc_destroy(forward) }
        return direction == .backwardData ? backwardDataDescriptor(forward) : backwardWeightsDescriptor(forward)
    }

    private mutating func forwardDescriptor() -> dnnl_primitive_desc_t {
        var operation = dnnl_convolution_desc_t()
        check(
            dnnl_convolution_forward_desc_init(
                &operation, dnnl_forward_training, dnnl_convolution_direct, &wide, &weight, &bias, &narrow, steps,
                zeros, zeros), "forward convolution")
        return descriptor(&operation, hint: nil)
    }

    private mutating func backwardDataDescriptor(_ forward: dnnl_primitive_desc_t) -> dnnl_primitive_desc_t {
        var operation = dnnl_convolution_desc_t()
        check(
            dnnl_convolution_backward_data_desc_init(
                &operation, dnnl_convolution_direct, &wide, &weight, &narrow, steps, zeros, zeros),
            "convolution's backward pass to the image")
        return descriptor(&operation, hint: forward)
    }

    private mutating func backwardWeightsDescriptor(_ forward: dnnl_primitive_desc_t) -> dnnl_primitive_desc_t {
        var operation = dnnl_convolution_desc_t()
        check(
            dnnl_convolution_backward_weights_desc_init(
                &operation, dnnl_convolution_direct, &wide, &weight, &bias, &narrow, steps, zeros, zeros),
            "convolution's backward pass to the weight")
        return descriptor(&operation, hint: forward)
    }

    private func descriptor(
        _ operation: inout dnnl_convolution_desc_t, hint: dnnl_primitive_desc_t?
    ) -> dnnl_primitive_desc_t {
        var descriptor: dnnl_primitive_desc_t?
        check(
            dnnl_primitive_desc_create(
                &descriptor, &operation, ProcessorEngine.attributes, ProcessorEngine.engine, hint),
            "choice of a convolution")
        return descriptor!
    }
}

/// What oneDNN chose: the memory that each argument has to lie in.
struct ConvolutionMemories {
    let wide: MemoryDescriptor
    let narrow: MemoryDescriptor
    let weight: MemoryDescriptor

    init(_ descriptor: dnnl_primitive_desc_t, _ direction: ConvolutionPrimitive.Direction) {
        wide = descriptor.memory(direction == .backwardData ? dnnl_query_diff_src_md : dnnl_query_src_md)
        narrow = descriptor.memory(direction == .forward ? dnnl_query_dst_md : dnnl_query_diff_dst_md)
        weight = descriptor.memory(
            direction == .backwardWeights ? dnnl_query_diff_weights_md : dnnl_query_weights_md)
    }

    /// In the order: wide image, narrow image, weight, bias.
    func arguments(_ key: ConvolutionPrimitive.Key) -> [(index: Int32, memory: MemoryDescriptor)] {
        let isWeightGradient = key.direction == .backwardWeights
        var arguments = [
            (key.direction == .backwardData ? DNNL_ARG_DIFF_SRC : DNNL_ARG_SRC, wide),
            (key.direction == .forward ? DNNL_ARG_DST : DNNL_ARG_DIFF_DST, narrow),
            (isWeightGradient ? DNNL_ARG_DIFF_WEIGHTS : DNNL_ARG_WEIGHTS, weight),
        ]
        if key.hasBias {
            let bias = MemoryDescriptor([key.geometry.narrow[1]], .rowMajor)
            arguments.append((isWeightGradient ? DNNL_ARG_DIFF_BIAS : DNNL_ARG_BIAS, bias))
        }
        return arguments
    }

    func weightReorder(_ shape: Shape, _ direction: ConvolutionPrimitive.Direction) -> Primitive? {
        let rowMajor = MemoryDescriptor(shape, .rowMajor)
        if weight == rowMajor { return nil }
        return direction == .backwardWeights
            ? .reorder(from: weight, to: rowMajor) : .reorder(from: rowMajor, to: weight)
    }
}
