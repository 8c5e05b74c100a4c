import Datasets
import Testing

/// The error that reading ends with, or nil where it ends well.
func problem(_ work: () throws -> Void) -> DatasetError? {
    do { try work() } catch {
        guard let error = error as? DatasetError else {
            Issue.record("\(error)")
            return nil
        }
        return error
    }
    return nil
}
