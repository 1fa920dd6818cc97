import ArgumentParser
import Diagnostics
import Linting

/// `buildkit-ci rules`: what `lint` looks for beyond GitLab's own verdict.
struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List the rules of lint; explain RULE shows the page of one.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text
        case json
    }

    @Option(help: "How to write the list.") var format = Format.text
    @Option(name: .long, help: ArgumentHelp("Only this category.", valueName: "name")) var category: RuleCategory?

    init() {}

    func run() {
        let rules = AllRules.all.filter { category == nil || type(of: $0).about.category == category }
        switch format {
        case .text: StandardStream.output.write(RuleIndex.text(rules))
        case .json: StandardStream.output.write(RuleIndex.json(rules).prettyText + "\n")
        }
    }
}

extension RuleCategory: ExpressibleByArgument {}
