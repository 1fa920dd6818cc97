import ArgumentParser
import Diagnostics
import GitLabCI
import Linting

/// `buildkit-ci explain KEYWORD`: what a keyword is for, where it may stand and what its value may be; or what a rule of
/// `lint` is about.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Explain a keyword of .gitlab-ci.yml, such as cache:key, or a rule of lint; without one, list the keywords."
    )

    @Argument(help: "The keyword, with those above it: artifacts:reports, job:retry; or the rule: duplicate-key.")
    var keyword: String?

    init() {}

    func run() throws {
        guard let keyword else {
            StandardStream.output.write(KeywordText.list())
            return
        }
        if let rule = AllRules.all.first(where: {
            type(of: $0).about.id == keyword || type(of: $0).about.aliases.contains(keyword)
        }) {
            StandardStream.output.write(RulePage(rule).text)
            return
        }
        guard let explanation = KeywordExplanation(of: keyword) else {
            let near = KeywordExplanation.suggestion(for: keyword) ?? RuleChecks.suggestion(for: keyword)
            let hint = near.map { "; did you mean \"\($0)\"?" }
            throw CommandFailure(
                "there is no keyword \"\(keyword)\"\(hint ?? "; explain without a keyword lists them all")",
                status: .usage)
        }
        StandardStream.output.write(KeywordText.render(explanation))
    }
}
