/// A pipeline that shows what a rule finds, or what it does not; test and documentation at once.
///
/// In bad examples every place that is found stands between `⟦` and `⟧`. Tests also run each example behind a comment with
/// multi-byte characters, with CR LF line breaks, with its jobs reached by `extends` and by anchors, and silenced by a
/// comment; `without` leaves variants out that make no sense for it.
package struct RuleExample: Sendable {
    package enum Variant: String, CaseIterable, Sendable {
        case multiByteComment
        case carriageReturns
        case extends
        case anchor
        case silenced
    }

    /// The pipeline without marks.
    package let text: String
    /// What is found, as byte ranges of `text`; none for good examples.
    package let marks: [Range<Int>]
    /// The messages, in the order of the marks.
    package let messages: [String]
    /// The pipeline after the fixes were applied, where there are any.
    package let fixed: String?
    /// Other files of the project, by path.
    package let files: [String: String]
    /// What the page says of it, if there is something to say.
    package let title: String?
    /// Whether the page shows it.
    package let isDocumented: Bool
    package let excluded: Set<Variant>

    package var isBad: Bool { !marks.isEmpty }

    /// What the rule finds.
    ///
    /// - Parameters:
    ///   - marked: the pipeline, with marks.
    ///   - says: the message of each mark.
    ///   - fixed: the pipeline after all fixes of the rule, unsafe ones included.
    package static func bad(
        _ marked: String, says messages: String..., fixed: String? = nil, files: [String: String] = [:],
        title: String? = nil, isDocumented: Bool = true, without excluded: Set<Variant> = []
    ) -> RuleExample {
        let (text, marks) = unmarked(marked)
        return RuleExample(
            text: text, marks: marks, messages: messages, fixed: fixed.map(withLineBreak), files: files, title: title,
            isDocumented: isDocumented, excluded: excluded)
    }

    /// What the rule lets pass.
    package static func good(
        _ text: String, files: [String: String] = [:], title: String? = nil, isDocumented: Bool = true,
        without excluded: Set<Variant> = []
    ) -> RuleExample {
        RuleExample(
            text: withLineBreak(text), marks: [], messages: [], fixed: nil, files: files, title: title,
            isDocumented: isDocumented, excluded: excluded)
    }

    private static func withLineBreak(_ text: String) -> String { text.hasSuffix("\n") ? text : text + "\n" }

    private static func unmarked(_ marked: String) -> (String, [Range<Int>]) {
        var text = ""
        var marks: [Range<Int>] = []
        var start: Int?
        for scalar in withLineBreak(marked).unicodeScalars {
            switch scalar {
            case "⟦": start = text.utf8.count
            case "⟧":
                if let start { marks.append(start..<text.utf8.count) }
                start = nil
            default: text.unicodeScalars.append(scalar)
            }
        }
        return (text, marks)
    }
}
