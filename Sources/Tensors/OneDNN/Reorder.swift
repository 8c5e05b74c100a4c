import COneDNN

/// Copies the numbers of a tensor from one order in memory to another.
func reorder(_ shape: Shape, from source: (Storage, Layout), to destination: (Storage, Layout)) {
    guard shape.count > 0 else { return }
    reorders.with(ReorderKey(shape: shape, source: source.1, destination: destination.1)) {
        $0.execute(source.0.start, destination.0.start)
    }
    withExtendedLifetime((source.0, destination.0)) {}
}

private struct ReorderKey: Hashable {
    let shape: Shape
    let source: Layout
    let destination: Layout
}

private let reorders = Pool<ReorderKey, Primitive> {
    Primitive.reorder(
        from: MemoryDescriptor($0.shape, $0.source), to: MemoryDescriptor($0.shape, $0.destination))
}

extension Primitive {
    static func reorder(from source: MemoryDescriptor, to destination: MemoryDescriptor) -> Primitive {
        omp_set_num_threads(1)
        var (from, to) = (source, destination)
        var descriptor: dnnl_primitive_desc_t?
        check(
            dnnl_reorder_primitive_desc_create(
                &descriptor, &from, ProcessorEngine.engine, &to, ProcessorEngine.engine, ProcessorEngine.attributes),
            "reorder")
        return Primitive(descriptor!, [(DNNL_ARG_FROM, source), (DNNL_ARG_TO, destination)])
    }
}
