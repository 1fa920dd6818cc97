import Testing

/// A pipeline that a rule of the category `will-fail` finds, for which the real tools have to say that the rule is right:
/// its job fails as the rule says, and works once it is corrected.
struct RuleProof: Sendable, CustomTestStringConvertible {
    /// How the bad form becomes the good one.
    enum Correction: Sendable {
        /// By `lint --fix`.
        case safeFix
        /// By `lint --fix --unsafe`.
        case unsafeFix
        /// As the message or the page of the rule says: one text of the pipeline in place of another.
        case byHand(String, becomes: String)
    }

    let rule: String
    /// The bad form. Its job is `build-image`.
    let pipeline: String
    /// What comes behind the base image in the Dockerfile of the checkout.
    var dockerfile = "RUN echo made > /made\n"
    /// Part of what the failed job prints.
    let failure: String
    var exitCode: Int32 = 1
    let correction: Correction

    var testDescription: String { "\(rule): \(failure)" }

    /// The same with values that are known only while the test runs, in place of names such as `%PORT%`.
    func with(_ values: [String: String]) -> RuleProof {
        func filled(_ text: String) -> String {
            values.reduce(text) { text, value in text.replacing("%\(value.key)%", with: value.value) }
        }
        var correction = correction
        if case .byHand(let old, let new) = correction { correction = .byHand(filled(old), becomes: filled(new)) }
        return RuleProof(
            rule: rule, pipeline: filled(pipeline), dockerfile: filled(dockerfile), failure: filled(failure),
            exitCode: exitCode, correction: correction)
    }
}
