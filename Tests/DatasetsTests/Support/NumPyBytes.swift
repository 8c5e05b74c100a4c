import Datasets
import Foundation

/// Files as NumPy writes them.
enum NumPyBytes {
    static func npy(
        _ type: String, _ shape: String, fortran: Bool = false, version: UInt8 = 1, _ elements: [UInt8]
    ) -> [UInt8] {
        let order = fortran ? "True" : "False"
        return npy(
            header: "{'descr': '\(type)', 'fortran_order': \(order), 'shape': \(shape), }", version: version, elements)
    }

    static func npy(header: String, version: UInt8 = 1, _ elements: [UInt8]) -> [UInt8] {
        let text = Array(header.utf8) + [0x0A]
        let length = bytes(UInt32(text.count)).prefix(version == 1 ? 2 : 4)
        return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + text + elements
    }

    /// Their bytes, the lowest first.
    static func bytes<Number: BitwiseCopyable>(_ numbers: Number...) -> [UInt8] {
        numbers.withUnsafeBytes { Array($0) }
    }

    /// `numpy.savez(…, x=[[1, 2], [3, 4], [5, 6.5]], labels=[0, 1, 0])` of float32 and int64.
    static let stored = archive(
        """
        UEsDBC0AAAAAAAAAIQCurYB///////////8FABQAeC5ucHkBABAAmAAAAAAAAACYAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJzxmNC\
        csICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgzLCAyKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg\
        ICAgICAgICAgICAgICAgICAgICAgICAKAACAPwAAAEAAAEBAAACAQAAAoEAAANBAUEsDBC0AAAAAAAAAIQCKRzeo//////////8KABQAbG\
        FiZWxzLm5weQEAEACYAAAAAAAAAJgAAAAAAAAAk05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwg\
        J3NoYXBlJzogKDMsKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAA\
        AAAAAAAAEAAAAAAAAAAAAAAAAAAABQSwECLQMtAAAAAAAAACEArq2Af5gAAACYAAAABQAAAAAAAAAAAAAAgAEAAAAAeC5ucHlQSwECLQMt\
        AAAAAAAAACEAikc3qJgAAACYAAAACgAAAAAAAAAAAAAAgAHPAAAAbGFiZWxzLm5weVBLBQYAAAAAAgACAGsAAACjAQAAAAA=
        """)

    /// The same, written by `numpy.savez_compressed`.
    static let deflated = archive(
        """
        UEsDBC0AAAAIAAAAIQCurYB///////////8FABQAeC5ucHkBABAAmAAAAAAAAABYAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6loG6TZq\
        Kuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GsY6CkaaOgq1CmQDLgaGBnsGBgYHIALiBiBeAMQXHABQSwMELQAAAAgAAAAhAIpH\
        N6j//////////woAFABsYWJlbHMubnB5AQAQAJgAAAAAAAAASgAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2mhrqOgnpZfVFKUmB\
        efX5SSChJ3S8wpTgWKF2ckFqQC+RrGOpo6CrUKFAAuBihgZEAFAFBLAQItAy0AAAAIAAAAIQCurYB/WAAAAJgAAAAFAAAAAAAAAAAAAACA\
        AQAAAAB4Lm5weVBLAQItAy0AAAAIAAAAIQCKRzeoSgAAAJgAAAAKAAAAAAAAAAAAAACAAY8AAABsYWJlbHMubnB5UEsFBgAAAAACAAIAaw\
        AAABUBAAAAAA==
        """)

    private static func archive(_ text: String) -> [UInt8] { Data(base64Encoded: text).map { Array($0) } ?? [] }
}
