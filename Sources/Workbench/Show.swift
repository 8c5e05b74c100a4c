import Foundation

/// Puts a figure on the page, as a part of the running cell's output.
///
/// A ``Film`` becomes its frames, with a slider.
public func show(_ figure: any Figure) {
    let session = Session.current
    guard session.isShown else { return }
    let (writer, name) = session.figureWriter()
    let output: CellOutput =
        if let film = figure as? Film { .film(writer.files(of: film, name: name)) } else {
            .figure(writer.files(of: figure, name: name))
        }
    session.show(output)
}

extension Session {
    /// Puts an output on the page, where the cell is one that shows something.
    fileprivate func show(_ output: CellOutput) {
        if isShown { transcript.write(.output(output)) }
    }
}

/// Puts a table on the page.
public func show(_ table: Table) { Session.current.show(.table(table)) }

/// Puts a value's description on the page. Nothing stands for `()`, and for nil.
public func show<Value>(_ value: Value) {
    switch value {
    case is Void: return
    case let figure as any Figure: show(figure)
    case let table as Table: show(table)
    case let parts as [any Figure]: for part in parts { show(part) }
    case let optional as any OptionalValue: if let wrapped = optional.wrapped { show(wrapped) }
    default: Session.current.show(.text(String(describing: value)))
    }
}

/// Shows the value of a cell's last expression. Here nil is a result like any other, except where there would be none.
public func _showValue<Value>(_ value: Value) {
    if let optional = value as? any OptionalValue, optional.isNothing, Value.self != Void?.self {
        Session.current.show(.text("nil"))
    } else {
        show(value)
    }
}

/// The expression `nil` itself, which has no type.
public func _showValue(_ value: _OptionalNilComparisonType) { Session.current.show(.text("nil")) }

private protocol OptionalValue {
    var wrapped: Any? { get }
    /// Whether it is nil, at whatever depth.
    var isNothing: Bool { get }
}

extension Optional: OptionalValue {
    var wrapped: Any? { map { $0 as Any } }
    var isNothing: Bool { map { ($0 as? any OptionalValue)?.isNothing ?? false } ?? true }
}
