import Foundation

/// A headless Chromium with one tab, for tests that look at pages as a reader does.
///
/// It is not for several threads at once.
public final class Browser: @unchecked Sendable {
    private let process: BrowserProcess
    private var session = ""
    private var lastIdentifier = 0
    private var hasLoaded = false

    /// What the page complained of since it was opened: exceptions, errors and warnings of the console.
    public private(set) var complaints: [String] = []
    /// What the page asked for since it was opened, by address.
    public private(set) var requests: [String] = []

    private static let patience = 60.0

    public init() throws {
        process = try BrowserProcess()
        let target = try send("Target.createTarget", ["url": "about:blank"])
        let attached = try send("Target.attachToTarget", ["targetId": target["targetId"] ?? "", "flatten": true])
        session = attached["sessionId"] as? String ?? ""
        for domain in ["Page", "Runtime", "Network", "Log"] { try send("\(domain).enable") }
    }

    // MARK: What a reader does

    /// Opens a page and waits until all of it is there.
    public func open(_ address: URL) throws {
        (complaints, requests, hasLoaded) = ([], [], false)
        // From page to place on the same page nothing would be loaded.
        try send("Page.navigate", ["url": "about:blank"])
        try waitForLoad()
        (complaints, requests, hasLoaded) = ([], [], false)
        let answer = try send("Page.navigate", ["url": address.absoluteString])
        if let error = answer["errorText"] as? String { throw BrowserFailure("\(address): \(error)") }
        try waitForLoad()
    }

    /// Sets the size of the window in CSS pixels.
    public func resize(width: Int, height: Int = 800) throws {
        try send(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
    }

    /// What the reader's system asks for, such as `["prefers-color-scheme": "dark"]`.
    public func prefer(_ features: [String: String], medium: String = "") throws {
        let list = features.sorted { $0.key < $1.key }.map { ["name": $0.key, "value": $0.value] }
        try send("Emulation.setEmulatedMedia", ["media": medium, "features": list])
    }

    /// Presses and releases a key, such as `Enter`, `ArrowDown`, `Tab` or `/`.
    public func press(_ key: String) throws {
        let codes = [
            "Enter": 13, "Tab": 9, "Escape": 27, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40,
        ]
        var event: [String: Any] = ["key": key, "windowsVirtualKeyCode": codes[key] ?? 0]
        if key.count == 1 { event["text"] = key }
        if key == "Enter" { event["text"] = "\r" }
        try send("Input.dispatchKeyEvent", event.merging(["type": "keyDown"]) { $1 })
        try send("Input.dispatchKeyEvent", event.merging(["type": "keyUp"]) { $1 })
    }

    /// Types a text where the focus is.
    public func type(_ text: String) throws { try send("Input.insertText", ["text": text]) }

    // MARK: What the page says

    /// The value of an expression in the page; a promise's is waited for.
    public func value<Value: Decodable>(_ expression: String, as type: Value.Type = Value.self) throws -> Value {
        let script = "(async () => JSON.stringify([await (\(expression))]))()"
        let answer = try send(
            "Runtime.evaluate",
            ["expression": script, "awaitPromise": true, "returnByValue": true, "userGesture": true])
        let result = answer["result"] as? [String: Any]
        guard answer["exceptionDetails"] == nil, let text = result?["value"] as? String else {
            throw BrowserFailure("\(expression): \(result?["description"] ?? "no value")")
        }
        let values = try JSONDecoder().decode([Value].self, from: Data(text.utf8))
        return values[0]
    }

    /// Does something in the page.
    public func run(_ statements: String) throws {
        _ = try value("(async () => { \(statements); return true; })()", as: Bool.self)
    }

    /// Waits until an expression is true.
    ///
    /// - Returns: false where that does not come in time.
    public func waits(for expression: String, seconds: Double = 10) throws -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        repeat {
            if try value("Boolean(\(expression))", as: Bool.self) { return true }
            usleep(20_000)
        } while ContinuousClock.now < end
        return false
    }

    // MARK: The protocol

    @discardableResult
    private func send(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
        lastIdentifier += 1
        var message: [String: Any] = ["id": lastIdentifier, "method": method, "params": parameters]
        if !session.isEmpty { message["sessionId"] = session }
        try process.send(try JSONSerialization.data(withJSONObject: message))
        while let answer = try receive() {
            guard answer["id"] as? Int == lastIdentifier else { continue }
            if let error = answer["error"] as? [String: Any] {
                throw BrowserFailure("\(method): \(error["message"] ?? "error")")
            }
            return answer["result"] as? [String: Any] ?? [:]
        }
        throw BrowserFailure("\(method): no answer within \(Self.patience) s")
    }

    private func waitForLoad() throws {
        while !hasLoaded {
            guard try receive() != nil else { throw BrowserFailure("the page did not load within \(Self.patience) s") }
        }
    }

    private func receive() throws -> [String: Any]? {
        guard let data = try process.receive(within: Self.patience) else { return nil }
        let message = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
        note(message["method"] as? String ?? "", message["params"] as? [String: Any] ?? [:])
        return message
    }

    private func note(_ method: String, _ parameters: [String: Any]) {
        switch method {
        case "Page.loadEventFired": hasLoaded = true
        case "Network.requestWillBeSent":
            requests.append((parameters["request"] as? [String: Any])?["url"] as? String ?? "")
        case "Runtime.exceptionThrown":
            let details = parameters["exceptionDetails"] as? [String: Any]
            let exception = details?["exception"] as? [String: Any]
            complaints.append("\(exception?["description"] ?? details?["text"] ?? "an exception")")
        case "Runtime.consoleAPICalled" where ["error", "warning"].contains(parameters["type"] as? String):
            complaints.append("\(parameters["args"] ?? "")")
        case "Log.entryAdded":
            let entry = parameters["entry"] as? [String: Any]
            guard ["error", "warning"].contains(entry?["level"] as? String) else { return }
            complaints.append("\(entry?["text"] ?? "")")
        default: break
        }
    }
}
