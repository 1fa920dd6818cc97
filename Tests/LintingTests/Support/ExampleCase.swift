import Foundation
import Linting
import Testing

/// One example of one rule, as an argument of a test.
struct ExampleCase: CustomTestStringConvertible, Sendable {
    let rule: any Rule
    let number: Int
    let example: RuleExample

    var id: String { type(of: rule).about.id }
    var testDescription: String { "\(id) \(example.isBad ? "bad" : "good") \(number)" }

    /// The examples of all rules, or with `RULE` in the environment those of one.
    static let all: [ExampleCase] = {
        let only = ProcessInfo.processInfo.environment["RULE"]
        return AllRules.all.filter { only == nil || type(of: $0).about.id == only }.flatMap { rule in
            type(of: rule).about.examples.enumerated().map { ExampleCase(rule: rule, number: $0 + 1, example: $1) }
        }
    }()

    /// What is found in a text with the rule alone.
    func run(_ text: String) -> LintedText { LintedText(text, [rule], files: example.files) }

    /// Whether a variant makes sense for the example.
    func takes(_ variant: RuleExample.Variant) -> Bool { !example.excluded.contains(variant) }
}
