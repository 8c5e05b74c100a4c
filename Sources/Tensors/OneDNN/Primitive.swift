import COneDNN

/// One of oneDNN's operations for fixed shapes, with the memory objects that it reads and writes. Making it compiles
/// machine code, so it is kept; executing it only sets their addresses.
///
/// Everything runs on the calling thread alone. For one thread at a time.
final class Primitive {
    private let primitive: dnnl_primitive_t
    private let stream: dnnl_stream_t
    private let arguments: [dnnl_exec_arg_t]
    /// Working memory is lent for each call, so that kept primitives hold none.
    private let scratchpadCount: Int

    /// - Parameters:
    ///   - descriptor: what to compute; it is consumed.
    ///   - arguments: which argument of the operation each storage of `execute` is, and its description.
    init(_ descriptor: dnnl_primitive_desc_t, _ arguments: [(index: Int32, memory: MemoryDescriptor)]) {
        defer { dnnl_primitive_desc_destroy(descriptor) }
        var primitive: dnnl_primitive_t?
        check(dnnl_primitive_create(&primitive, descriptor), "primitive")
        var stream: dnnl_stream_t?
        check(dnnl_stream_create(&stream, ProcessorEngine.engine, UInt32(dnnl_stream_default_flags.rawValue)), "stream")
        let scratchpad = descriptor.memory(dnnl_query_scratchpad_md)
        self.primitive = primitive!
        self.stream = stream!
        scratchpadCount = scratchpad.count
        self.arguments = (arguments + [(DNNL_ARG_SCRATCHPAD, scratchpad)]).map { argument in
            var memory: dnnl_memory_t?
            var descriptor = argument.memory
            check(dnnl_memory_create(&memory, &descriptor, ProcessorEngine.engine, nil), "memory")
            return dnnl_exec_arg_t(arg: argument.index, memory: memory)
        }
    }

    deinit {
        for argument in arguments { dnnl_memory_destroy(argument.memory) }
        dnnl_stream_destroy(stream)
        dnnl_primitive_destroy(primitive)
    }

    /// - Parameter places: memory that stays until the call returns, in the order of the arguments.
    func execute(_ places: Place...) {
        omp_set_num_threads(1)
        let scratchpad = Storage(count: scratchpadCount)
        for (argument, place) in zip(arguments, places) { setAddress(of: argument, place) }
        setAddress(of: arguments[arguments.count - 1], scratchpad.start)
        check(dnnl_primitive_execute(primitive, stream, Int32(arguments.count), arguments), "execution")
        check(dnnl_stream_wait(stream), "execution")
        withExtendedLifetime(scratchpad) {}
    }

    private func setAddress(of argument: dnnl_exec_arg_t, _ place: Place) {
        check(dnnl_memory_set_data_handle(argument.memory, place), "address of argument \(argument.arg)")
    }
}

/// The processor, as oneDNN sees it.
enum ProcessorEngine {
    nonisolated(unsafe) static let engine: dnnl_engine_t = {
        var engine: dnnl_engine_t?
        check(dnnl_engine_create(&engine, dnnl_cpu, 0), "engine")
        return engine!
    }()

    /// Working memory comes from the caller, which makes a primitive independent of the thread that made it.
    nonisolated(unsafe) static let attributes: dnnl_primitive_attr_t = {
        var attributes: dnnl_primitive_attr_t?
        check(dnnl_primitive_attr_create(&attributes), "attributes")
        check(dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user), "scratchpad mode")
        return attributes!
    }()
}

extension dnnl_primitive_desc_t {
    /// The memory that an argument has to lie in.
    func memory(_ query: dnnl_query_t) -> MemoryDescriptor {
        dnnl_primitive_desc_query_md(self, query, 0)?.pointee ?? MemoryDescriptor()
    }
}
