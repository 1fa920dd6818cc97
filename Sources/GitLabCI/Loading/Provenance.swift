package import Diagnostics

/// How a value came to a place where it was not written: one step, and the steps before it.
package final class Provenance: Sendable {
    package enum Step: Hashable, Sendable {
        /// `*name`; the span is the alias.
        case alias(String)
        /// `<<: *name`; the span is the value of the merge key.
        case mergeKey
        /// `extends: name`; the span is the value of `extends`.
        case extends(String)
        /// `!reference [a, b]`; the span is the tagged list.
        case reference([String])
        /// `$[[ inputs.name ]]`; the span is the scalar that held the block.
        case interpolation(String)
        /// `include`; the span is the entry of the list of includes, the name is that of the file.
        case include(String)
    }

    package let step: Step
    /// Where the step is written.
    package let span: SourceSpan
    /// What happened to the value before this step.
    package let earlier: Provenance?

    package init(_ step: Step, at span: SourceSpan, earlier: Provenance? = nil) {
        self.step = step
        self.span = span
        self.earlier = earlier
    }
}
