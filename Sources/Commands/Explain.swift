import ArgumentParser
import Diagnostics
import GitLabCI

/// `buildkit-ci explain KEYWORD`: what a keyword is for, where it may stand and what its value may be.
struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Explain a keyword of .gitlab-ci.yml, such as cache:key; without one, list them all.")

    @Argument(help: "The keyword, with those above it: artifacts:reports, job:retry.") var keyword: String?

    init() {}

    func run() throws {
        guard let keyword else {
            StandardStream.output.write(KeywordText.list())
            return
        }
        guard let explanation = KeywordExplanation(of: keyword) else {
            let hint = KeywordExplanation.suggestion(for: keyword).map { "; did you mean \"\($0)\"?" }
            throw CommandFailure(
                "there is no keyword \"\(keyword)\"\(hint ?? "; explain without a keyword lists them all")",
                status: .usage)
        }
        StandardStream.output.write(KeywordText.render(explanation))
    }
}
