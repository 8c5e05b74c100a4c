import COneDNN

extension Tensor {
    /// The instructions that oneDNN uses on this machine, such as `avx512_core`: a part of what decides a result's
    /// last bits.
    public static let instructions: String = {
        switch dnnl_get_effective_cpu_isa() {
        case dnnl_cpu_isa_avx2: "avx2"
        case dnnl_cpu_isa_avx512_core: "avx512_core"
        case let other: "oneDNN isa \(other.rawValue)"
        }
    }()
}
