/// True in a quick build, which is to show the whole book soon: cells then take fewer seeds and epochs. Claims are not
/// judged there.
public var isQuick: Bool { Session.current.request.isQuick }
