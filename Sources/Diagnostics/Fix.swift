/// A change of the text that removes a finding.
package struct Fix: Hashable, Sendable {
    package enum Safety: String, Hashable, Sendable {
        /// The pipeline does the same as before, apart from the finding.
        case safe
        /// Somebody should look at the result.
        case unsafe
    }

    /// What the fix does, as a command: `rename the key to "before_script"`.
    package var title: String
    package var safety: Safety
    /// All edits of the fix; they belong together.
    package var edits: [TextEdit]

    package init(title: String, safety: Safety, edits: [TextEdit]) {
        self.title = title
        self.safety = safety
        self.edits = edits
    }
}
