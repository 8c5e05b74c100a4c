import COneDNN

/// Stops where oneDNN refuses a call: its arguments are ours, so this is a programmer's mistake or a lack of memory.
func check(_ status: dnnl_status_t, _ call: @autoclosure () -> String) {
    guard status == dnnl_success else {
        fatalError("oneDNN: \(call()): \(String(cString: dnnl_status2str(status)))")
    }
}
