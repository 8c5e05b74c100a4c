/// A number for each of the two axes of images: an Int stands for both, a `Pair` tells them apart.
public protocol PerAxis {
    var pair: Pair { get }
}

/// A number for the rows of images and one for their columns, in PyTorch's order: of a kernel its height and width.
public struct Pair: PerAxis, Hashable, Sendable {
    public let height: Int
    public let width: Int

    public init(_ height: Int, _ width: Int) {
        self.height = height
        self.width = width
    }

    public var pair: Pair { self }
}

extension Int: PerAxis {
    public var pair: Pair { Pair(self, self) }
}

extension Pair: CustomStringConvertible {
    /// One number where both are the same, and otherwise such as (2, 1).
    public var description: String { height == width ? "\(height)" : "(\(height), \(width))" }
}

extension Pair {
    /// The number for axis 2 or 3 of a batch of images.
    subscript(axis: Int) -> Int { axis == 2 ? height : width }

    func allSatisfy(_ condition: (Int) -> Bool) -> Bool { condition(height) && condition(width) }
}
