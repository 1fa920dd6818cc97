import Glibc

/// Standard output or standard error, written without a buffer in between.
package struct StandardStream {
    private let descriptor: CInt

    package static let output = StandardStream(descriptor: STDOUT_FILENO)
    package static let error = StandardStream(descriptor: STDERR_FILENO)

    /// Whether to colour what goes here: a terminal that nobody asked to stay plain (<https://no-color.org>).
    var takesColour: Bool {
        guard isatty(descriptor) == 1, getenv("NO_COLOR") == nil else { return false }
        return getenv("TERM").map { String(cString: $0) } != "dumb"
    }

    /// Writes the whole text. A reader that has gone away is no error of ours, as with every filter.
    package func write(_ text: String) {
        _ = Self.writeAll(Array(text.utf8), to: descriptor)
    }

    /// Writes all bytes to a descriptor.
    ///
    /// - Returns: the system's error number, or nil when everything was written.
    static func writeAll(_ bytes: [UInt8], to descriptor: CInt) -> CInt? {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if errno != EINTR {
                    return errno
                }
            }
            return nil
        }
    }
}
