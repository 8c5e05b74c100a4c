import CZlib
import Testing

@Test("zlib inflates what it deflated")
func zlibRoundTrip() {
    let original = [UInt8]("a bottleneck, a bottleneck, a bottleneck".utf8)

    var deflatedCount = compressBound(uLong(original.count))
    var deflated = [UInt8](repeating: 0, count: Int(deflatedCount))
    #expect(compress2(&deflated, &deflatedCount, original, uLong(original.count), 9) == Z_OK)
    #expect(deflatedCount < uLong(original.count))

    var inflatedCount = uLong(original.count)
    var inflated = [UInt8](repeating: 0, count: original.count)
    #expect(uncompress(&inflated, &inflatedCount, deflated, deflatedCount) == Z_OK)
    #expect(inflated == original)
    #expect(inflatedCount == uLong(original.count))
}
