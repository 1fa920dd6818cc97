/// One key of a map: what it is for, and what its value may be.
///
/// The same data is used to check configurations, to explain keywords and to suggest corrections.
package final class Keyword: Sendable {
    package let name: String
    /// One sentence on what the keyword does.
    package let summary: String
    /// The value that GitLab assumes when the keyword is absent, in YAML.
    package let assumed: String?
    /// The anchor in GitLab's keyword reference, if it is not the path without colons.
    package let anchor: String?
    /// Checks that belong to the map that holds the key: GitLab names the key in their messages, and when one fails, the
    /// keys of the map are not looked into.
    package let checks: [Check]
    /// What the value itself looks like, where GitLab checks it on its own.
    package let grammar: Grammar?
    /// Whether a job takes the value of `default:` when it has none.
    package let isInherited: Bool
    /// Whether something is checked even if the key is absent.
    let isCheckedWhenAbsent: Bool

    package init(
        _ name: String, _ summary: String, assumed: String? = nil, anchor: String? = nil, _ checks: Check...,
        grammar: Grammar? = nil, inherited: Bool = false
    ) {
        self.name = name
        self.summary = summary
        self.assumed = assumed
        self.anchor = anchor
        self.checks = checks
        self.grammar = grammar
        self.isInherited = inherited
        isCheckedWhenAbsent = checks.contains { $0.skip == .never }
    }
}

extension Keyword {
    /// The values that are allowed, where they can be listed.
    package var values: [String] {
        checks.compactMap(\.rule.listedValues).first ?? grammar?.listedValues ?? []
    }
}
