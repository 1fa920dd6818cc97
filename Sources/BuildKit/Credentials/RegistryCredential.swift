/// A user and a password for a registry. Its description does not show the password.
package struct RegistryCredential: Equatable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    package let username: String
    package let password: String

    /// Why a pair cannot be written to, or read from, a credentials file.
    package struct Malformed: Error, Equatable, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// - Throws: `Malformed` for what the file cannot hold: the name ends at the first colon, and a final NUL is lost.
    package init(username: String, password: String) throws(Malformed) {
        guard !username.isEmpty else {
            throw Malformed(description: "the user name is empty; give the registry's user")
        }
        guard !username.contains(":") else {
            throw Malformed(
                description: "the user name \"\(username)\" has a colon, which the credentials file cannot hold")
        }
        guard !password.isEmpty else {
            throw Malformed(
                description: "the password of \"\(username)\" is empty; is the variable protected or masked away?")
        }
        guard !password.hasPrefix("\0"), !password.hasSuffix("\0") else {
            throw Malformed(
                description: "the password of \"\(username)\" begins or ends with a NUL, which the client drops")
        }
        self.username = username
        self.password = password
    }

    /// - Parameter auth: `user:password` in base64, the `auth` of an entry.
    /// - Throws: `Malformed`.
    package init(auth: String) throws(Malformed) {
        guard let bytes = Base64.decoded(auth) else { throw Malformed(description: "its auth is not base64") }
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0 else {
            throw Malformed(description: "its auth is not the base64 of user:password")
        }
        username = String(decoding: bytes[..<colon], as: UTF8.self)
        let password = bytes[(colon + 1)...].drop { $0 == 0 }
        self.password = String(
            decoding: password[..<((password.lastIndex { $0 != 0 }).map { $0 + 1 } ?? password.startIndex)],
            as: UTF8.self)
    }

    package var auth: String { Base64.encoded("\(username):\(password)".utf8) }

    package var description: String { "\(username):\(SecretMask.replacement)" }
    package var debugDescription: String { description }
}
