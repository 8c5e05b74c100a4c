import COneDNN
import Testing

@Test("oneDNN multiplies two 2×2 matrices, row by row")
func oneDNNMatrixProduct() {
    let a: [Float] = [1, 2, 3, 4]
    let b: [Float] = [5, 6, 7, 8]
    var c = [Float](repeating: 0, count: 4)
    let none = CChar(UInt8(ascii: "N"))
    #expect(dnnl_sgemm(none, none, 2, 2, 2, 1, a, 2, b, 2, 0, &c, 2) == dnnl_success)
    #expect(c == [19, 22, 43, 50])
}

@Test("oneDNN makes and frees an engine for the processor")
func oneDNNEngine() {
    omp_set_num_threads(1)
    var engine: dnnl_engine_t?
    #expect(dnnl_engine_create(&engine, dnnl_cpu, 0) == dnnl_success)
    #expect(engine != nil)
    #expect(dnnl_engine_destroy(engine) == dnnl_success)
}
