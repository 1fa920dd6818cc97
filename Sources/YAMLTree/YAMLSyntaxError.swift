package import Diagnostics

/// Text that is not YAML, as libyaml sees it.
package struct YAMLSyntaxError: Error, Hashable, Sendable {
    /// What libyaml met, such as `did not find expected ',' or ']'`.
    package let problem: String
    /// What it was doing, such as `while parsing a flow sequence`.
    package let context: String?
    /// Where the problem was noticed.
    package let problemSpan: SourceSpan
    /// Where the construct began that could not be read, if libyaml says so.
    package let contextSpan: SourceSpan?
    /// The place that Ruby prints: that of the context, counted within the document, from 1.
    package let reported: SourcePosition

    /// Whether the text may be YAML, but is nested too deep to find out: libyaml's time grows with the square of the depth.
    package var isNestingLimit: Bool { problem == Self.nestingProblem }
    static let nestingProblem = "nested too deep"

    /// The message in the words of Ruby's Psych, which GitLab passes on.
    package var psychMessage: String {
        let what = context.map { problem + " " + $0 } ?? problem
        return "(<unknown>): \(what) at line \(reported.line) column \(reported.column)"
    }
}
