package import Diagnostics

/// Why a file is not edited: its form leaves no place for the edit that would keep all else as it is.
package struct EditRefusal: Error, Equatable, CustomStringConvertible {
    /// What is in the way, then what to write by hand.
    package let message: String
    package let span: SourceSpan

    package init(message: String, span: SourceSpan) {
        self.message = message
        self.span = span
    }

    package var description: String { "\(span): \(message)" }
}
