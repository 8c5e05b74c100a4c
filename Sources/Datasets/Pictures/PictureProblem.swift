/// What is wrong with a folder of pictures.
public enum PictureProblem: Error, Equatable, Sendable {
    case noFolder
    /// There is no folder for a class.
    case noClasses
    /// A picture lies beside the folders of the classes.
    case outsideOfClasses(name: String)
    case tooFew(count: Int)
    case noPicture(reason: String)
    case color
    case transparent
    /// Sizes are rows × columns; `first` is the file whose size all must have.
    case otherSize(height: Int, width: Int, first: String, firstHeight: Int, firstWidth: Int)
}

extension PictureProblem: DatasetProblem {
    var problem: String {
        switch self {
        case .noFolder: "there is no such folder"
        case .noClasses: "there is no folder for any class in it"
        case .outsideOfClasses(let name): "\(name) lies outside of the classes' folders"
        case .tooFew(0): "there is no picture of this class"
        case .tooFew: "there is only one picture of this class"
        case .noPicture(let reason): "this is no PNG picture that can be read (\(reason))"
        case .color: "the picture is in color"
        case .transparent: "parts of the picture are transparent"
        case .otherSize(let height, let width, let first, let firstHeight, let firstWidth):
            "the picture has \(height) × \(width) pixels, but \(first) has \(firstHeight) × \(firstWidth)"
        }
    }

    var advice: String {
        switch self {
        case .noFolder: "give a folder that holds a folder for each class"
        case .noClasses: "put the pictures of each class into a folder with the class's name"
        case .outsideOfClasses: "move it into the folder of its class, or elsewhere"
        case .tooFew: "give at least two pictures of every class, one to learn from and one to test with"
        case .noPicture: "replace the file by an undamaged PNG picture, or take it out"
        case .color: "ask for colors: .asGray or .asChannels, or give gray pictures"
        case .transparent: "give pictures without transparency, as on white or black paper"
        case .otherSize: "give pictures of one size (rows × columns)"
        }
    }
}
