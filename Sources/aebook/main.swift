import Foundation

exit(AebookCommand.run(Array(CommandLine.arguments.dropFirst())))
