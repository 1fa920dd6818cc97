import Glibc

/// The receiving end of `sd_notify(3)`: a unix datagram socket that is named in `NOTIFY_SOCKET`.
package final class NotifySocket {
    package let descriptor: Descriptor

    /// - Parameter path: must not exist; its owner removes it.
    package init(path: String) throws(SystemError) {
        descriptor = try Self.bound(to: path)
    }

    private static func bound(to path: String) throws(SystemError) -> Descriptor {
        let descriptor = try makeSocket(AF_UNIX, SOCK_DGRAM)
        let failed = try withUnixAddress(path) { bind(descriptor.rawValue, $0, $1) }
        guard failed == 0 else { throw SystemError("bind \(path)") }
        return descriptor
    }

    /// One datagram's assignments, or `nil` when none waits.
    package func next() throws(SystemError) -> [Substring]? {
        // 4 KiB holds any message that systemd's own clients send.
        var message: [UInt8] = []
        let result = withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
            let result = Result { () throws(SystemError) in try descriptor.read(into: buffer) }
            return result.map { if case .bytes(let count) = $0 { message = Array(buffer.prefix(count)) } }
        }
        try result.get()
        return message.isEmpty ? nil : String(decoding: message, as: UTF8.self).split(separator: "\n")
    }
}
