/// The largest number along the middle axis of `[outer, length, inner]`, and its place: the first one of several, and a
/// NaN before all numbers, as in PyTorch.
struct AxisExtremes {
    /// `[outer, inner]`
    let values: Storage
    private let places: Storage

    var count: Int { values.count }

    /// Where the number stands along the axis.
    subscript(index: Int) -> Int { Int(marks[index]) }

    private var marks: UnsafeMutablePointer<Int32> {
        UnsafeMutableRawPointer(places.start).assumingMemoryBound(to: Int32.self)
    }

    /// - Parameter sign: −1 for the smallest numbers.
    init(_ x: Tensor, _ view: AxisView, sign: Float) {
        values = Storage(count: view.outer * view.inner)
        places = Storage(count: view.outer * view.inner)
        let plain = x.plain
        for block in 0..<view.outer {
            let start = plain.storage.start + block * view.length * view.inner
            if view.inner == 1 {
                scanRow(start, view.length, sign, into: block)
            } else {
                scanColumns(start, view, sign, into: block * view.inner)
            }
        }
        withExtendedLifetime(plain) {}
    }

    private func scanRow(_ x: UnsafePointer<Float>, _ length: Int, _ sign: Float, into target: Int) {
        let sign = Vector(repeating: sign)
        var best = Candidates((loadVector(x) * sign).cleared(from: length, to: -.infinity), Vector.laneNumbers)
        for start in stride(from: 16, to: length, by: 16) {
            let next = (loadVector(x + start) * sign).cleared(from: length - start, to: -.infinity)
            best.take(next, Vector.laneNumbers + Vector(repeating: Float(start)))
        }
        let place = best.first
        values.start[target] = x[place]
        marks[target] = Int32(place)
    }

    private func scanColumns(_ x: UnsafePointer<Float>, _ view: AxisView, _ sign: Float, into target: Int) {
        for column in stride(from: 0, to: view.inner, by: 16) {
            var best = Candidates(loadVector(x + column) * sign, .zero)
            for row in 1..<Swift.max(1, view.length) {
                best.take(loadVector(x + row * view.inner + column) * sign, Vector(repeating: Float(row)))
            }
            for lane in 0..<Swift.min(16, view.inner - column) {
                values.start[target + column + lane] = best.values[lane] * sign
                marks[target + column + lane] = Int32(best.places[lane])
            }
        }
    }
}

/// The largest numbers so far in sixteen lanes, and where they stood: below 2²⁴, which single precision counts exactly.
private struct Candidates {
    var values: Vector
    var places: Vector

    @inline(__always)
    init(_ values: Vector, _ places: Vector) { (self.values, self.places) = (values, places) }

    @inline(__always)
    mutating func take(_ next: Vector, _ place: Vector) {
        let isLarger = (next .> values) .| ((next .!= next) .& (values .== values))
        values.replace(with: next, where: isLarger)
        places.replace(with: place, where: isLarger)
    }

    /// The place of the largest over all lanes.
    var first: Int {
        var (value, place) = (values[0], places[0])
        for lane in 1..<16 {
            let (next, nextPlace) = (values[lane], places[lane])
            let isEqual = next == value || (next.isNaN && value.isNaN)
            if next > value || (next.isNaN && !value.isNaN) || (isEqual && nextPlace < place) {
                (value, place) = (next, nextPlace)
            }
        }
        return Int(place)
    }
}
