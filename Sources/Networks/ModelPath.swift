/// Where in a model a layer stands, so that a message about it says which of many it is.
public enum ModelPath {
    /// The model under evaluation.
    @TaskLocal public static var root: ModelRoot?

    /// Runs `body` as an evaluation of `model`.
    public static func withRoot<Result>(_ model: AnyObject, _ body: () throws -> Result) rethrows -> Result {
        if let root, root.model === model { return try body() }
        return try $root.withValue(ModelRoot(model, within: root)) { try body() }
    }

    /// The properties that lead to a layer from the outermost model under evaluation that holds it, such as
    /// `encoder.layers.2`; nil where none does.
    public static func path(to layer: AnyObject) -> String? {
        var path: String?
        var next = root
        while let root = next {
            var search = ObjectSearch(wanted: layer)
            path = search.path(in: root.model)?.joined(separator: ".") ?? path
            next = root.outer
        }
        return path
    }
}

/// A model under evaluation, and the one whose evaluation it is part of.
public final class ModelRoot: @unchecked Sendable {
    fileprivate let model: AnyObject
    fileprivate let outer: ModelRoot?

    public init(_ model: AnyObject, within outer: ModelRoot? = nil) {
        self.model = model
        self.outer = outer
    }
}

/// Stops with what a layer takes and what it got, and where in its model it stands:
/// `encoder.layers.2: Linear takes [batch, 256], and got [128, 512]`.
///
/// - Parameter takes: the shape, axis by axis, such as `[batch, 256]`.
public func refuse(_ layer: any Layer, takes: String, got: Shape) -> Never {
    let path = ModelPath.path(to: layer) ?? ""
    fatalError("\(path.isEmpty ? "" : path + ": ")\(type(of: layer)) takes \(takes), and got \(got)")
}

/// Looks for an object in the stored properties of a model, and in those of its parts.
private struct ObjectSearch {
    let wanted: AnyObject
    private var seen: Set<ObjectIdentifier> = []

    init(wanted: AnyObject) { self.wanted = wanted }

    mutating func path(in value: Any) -> [String]? {
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .class {
            let object = value as AnyObject
            if object === wanted { return [] }
            guard seen.insert(ObjectIdentifier(object)).inserted else { return nil }
        }
        // These hold numbers, not layers.
        if value is Parameter || value is Buffer || value is Tensor || value is [Float] { return nil }
        return path(inPropertiesOf: mirror)
    }

    private mutating func path(inPropertiesOf mirror: Mirror) -> [String]? {
        for (place, child) in mirror.children.enumerated() {
            guard let rest = path(in: child.value) else { continue }
            return mirror.displayStyle == .optional ? rest : [child.label ?? String(place)] + rest
        }
        return mirror.superclassMirror.flatMap { path(inPropertiesOf: $0) }
    }
}
