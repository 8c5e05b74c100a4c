import COneDNN

/// oneDNN's description of a tensor in memory.
typealias MemoryDescriptor = dnnl_memory_desc_t

extension MemoryDescriptor {
    /// A tensor of single precision in the given order.
    init(_ shape: Shape, _ layout: Layout) {
        guard layout == .rowMajor else {
            self.init(shape, layout.tag(shape))
            return
        }
        self.init()
        let lengths = shape.array.map(Int64.init)
        check(
            dnnl_memory_desc_init_by_strides(&self, Int32(shape.rank), lengths, dnnl_f32, nil),
            "description of the shape \(shape)")
    }

    /// A tensor whose order oneDNN is to choose.
    init(anyLayoutOf shape: Shape) { self.init(shape, dnnl_format_tag_any) }

    private init(_ shape: Shape, _ tag: dnnl_format_tag_t) {
        self.init()
        let lengths = shape.array.map(Int64.init)
        check(
            dnnl_memory_desc_init_by_tag(&self, Int32(shape.rank), lengths, dnnl_f32, tag),
            "description of the shape \(shape)")
    }

    /// The numbers in memory, with those that only fill blocks.
    var count: Int { withUnsafePointer(to: self) { dnnl_memory_desc_get_size($0) } / MemoryLayout<Float>.size }

    /// The layout that this describes for the shape `[batch, channels, height, width]`; nil where it is none of ours.
    func layout(of shape: Shape) -> Layout? {
        if self == MemoryDescriptor(shape, .rowMajor) { return .rowMajor }
        if self == MemoryDescriptor(shape, dnnl_nhwc) { return Layout(channelBlock: shape[1]) }
        return [16, 8, 4].lazy.map(Layout.init).first { self == MemoryDescriptor(shape, $0) }
    }

    static func == (a: MemoryDescriptor, b: MemoryDescriptor) -> Bool {
        withUnsafePointer(to: a) { a in withUnsafePointer(to: b) { b in dnnl_memory_desc_equal(a, b) != 0 } }
    }
}

extension Layout {
    fileprivate func tag(_ shape: Shape) -> dnnl_format_tag_t {
        switch channelBlock {
        case 16: dnnl_nChw16c
        case 8: dnnl_nChw8c
        case 4: dnnl_nChw4c
        case shape[1]: dnnl_nhwc
        default: fatalError("no format of oneDNN's has \(channelBlock) of the channels of the shape \(shape) together")
        }
    }
}
