import Glibc

/// A system call that failed.
package struct SystemError: Error, Equatable, CustomStringConvertible {
    /// The call, and what it was about where that helps: `open /run/x`.
    package let call: String
    /// The value of `errno`.
    package let code: CInt

    package init(_ call: String, code: CInt) {
        self.call = call
        self.code = code
    }

    /// The call that has just failed: the code is that of `errno`.
    package init(_ call: String) { self.init(call, code: errno) }

    package var description: String { "\(call): \(Self.text(of: code))" }

    /// The operating system's words for an error number.
    package static func text(of code: CInt) -> String { String(cString: strerror(code)) }
}
