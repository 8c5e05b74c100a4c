import Foundation

/// The data that the book is built from: MNIST, the drawn digits, or a folder of the reader's.
public func openDigits() throws -> Dataset {
    let request = Session.current.request
    let dataset = try Dataset(folder: URL(fileURLWithPath: request.dataFolder))
    return dataset
}
