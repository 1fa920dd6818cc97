import Linting

/// The list of the linter's rules, and the page of each.
struct LintRuleFiles: GeneratedOutput {
    let summary = "Sources/Linting: the list of rules, their index and their pages"

    func files(in checkout: Checkout) throws -> [GeneratedFile] {
        let prefix = RuleFiles.sources + "/"
        let sources = checkout.paths(below: RuleFiles.sources).map { String($0.dropFirst(prefix.count)) }
        return RuleFiles.all(sourcePaths: sources).map { GeneratedFile(path: $0.path, text: $0.text) }
    }

    /// The pages of rules that are no more.
    func stale(in checkout: Checkout) throws -> [String] {
        let made = Set(RuleFiles.all(sourcePaths: []).map(\.path))
        return checkout.paths(below: RuleFiles.pages).filter { !made.contains($0) }
    }
}
