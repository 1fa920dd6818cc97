import ArgumentParser
import Commands
import Linting

/// `generate-files new-rule NAME`: the file that a new rule of the linter begins as.
struct NewRule: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new-rule", abstract: "Begin a rule of the linter: write its file, to be filled in.")

    @Argument(help: "The name of its type, which says the bad thing: FloatingBuilderImageTag.") var name: String
    @Option(help: ArgumentHelp("Its category: will-fail, unsafe, slow, outdated, pipeline or dockerfile."))
    var category: String
    @Option(help: ArgumentHelp("The root of the repository.", valueName: "dir")) var root = "."

    init() {}

    func validate() throws {
        guard RuleCategory(rawValue: category) != nil else {
            let known = RuleCategory.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("there is no category \"\(category)\"; write one of \(known)")
        }
        guard let first = name.first, first.isUppercase, name.allSatisfy({ $0.isLetter || $0.isNumber }) else {
            throw ValidationError("\"\(name)\" is no name of a type; write it like FloatingBuilderImageTag")
        }
    }

    func run() throws {
        guard let category = RuleCategory(rawValue: category) else { return }
        let checkout = Checkout(root: root)
        let path = "\(RuleFiles.sources)/\(category.folder)/\(name).swift"
        guard checkout.text(of: path) == nil else { throw ValidationError("\(path) is there already") }
        let id = RuleRegistry.id(ofType: name)
        try checkout.write(
            GeneratedFile(path: path, text: RuleRegistry.template(name: name, id: id, category: category)))
        StandardStream.output.write("\(path)\nfill it in, then run \"swift run generate-files\"\n")
    }
}
