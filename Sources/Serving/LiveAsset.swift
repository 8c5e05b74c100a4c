import Foundation

/// A script or style sheet that is there only while a book is served.
struct LiveAsset {
    let type: String
    let content: Data

    /// - Returns: nil where nothing has this address.
    init?(at path: String) {
        guard path.hasPrefix("/_live/") else { return nil }
        let name = String(path.dropFirst("/_live/".count))
        guard let content = Self.files[name] else { return nil }
        type = name.hasSuffix(".css") ? ContentType.style : ContentType.script
        self.content = Data(content)
    }

    private static var files: [String: [UInt8]] {
        [
            "live.js": PackageResources.live_js, "place.js": PackageResources.place_js,
            "element.js": PackageResources.element_js, "banner.js": PackageResources.banner_js,
            "panel.js": PackageResources.panel_js, "loss-curve.js": PackageResources.loss_curve_js,
            "code-map.js": PackageResources.code_map_js, "live.css": PackageResources.live_css,
        ]
    }
}
