import Glibc

/// An error of the system, by its number.
package struct SystemFailure: Error, CustomStringConvertible {
    package let description: String
    package init(_ code: CInt) { description = String(cString: strerror(code)) }
}
