import CMicroHTTPD
import Testing

@Test("libmicrohttpd says its version, and the macros with casts are seen")
func microHTTPDVersion() {
    #expect(String(cString: MHD_get_version()).contains("."))
    #expect(end_of_stream == -1 && end_with_error == -2 && unknown_size == UInt64.max)
}
