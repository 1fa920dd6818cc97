import BuildKit
import Glibc
import LinuxProcess
import LoopbackServer
import Supervision

/// The authorization service of a registry with token authentication
/// (<https://distribution.github.io/distribution/spec/auth/token/>): it gives a token for all that is asked to those who
/// know a password.
final class TokenServer {
    private let server: LoopbackServer
    private let directory: String
    /// What speaks TLS in its place.
    private let front: TLSFront?

    /// The requests for tokens so far.
    var requests: [LoopbackServer.Request] { server.requests }

    /// The part of a registry's configuration that names this server.
    var registryEntry: String {
        """
        auth: {token: {realm: "\(front?.address ?? server.address)/token", service: tests, issuer: tests, \
        rootcertbundle: "\(directory)/signer.pem"}}

        """
    }

    /// What it gives to others.
    enum Strangers {
        case nothing
        /// A token that is good for pulls, as Docker Hub does.
        case pulls
    }

    /// - Parameters:
    ///   - strangers: what it gives to those who name no user.
    ///   - certificates: with them it speaks TLS.
    init(
        in sandbox: Sandbox, user: RegistryCredential, strangers: Strangers = .nothing,
        certificates: Certificates? = nil
    ) throws {
        directory = "\(sandbox.path)/tokens"
        try FileTree.makeDirectories(directory)
        _ = chmod(directory, 0o755)
        sandbox.account.own(directory)
        let run = try sandbox.start([
            try Tools.require("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
            "/CN=signer", "-keyout", "\(directory)/signer.key", "-out", "\(directory)/signer.pem",
        ])
        guard try run.wait() == .exited(0) else { throw TimedOut(description: "openssl: \(run.error)") }
        let signer = Signer(directory: directory, openssl: try Tools.require("openssl"))
        let server = try LoopbackServer { request in
            let fields = Self.fields(request)
            let isKnown =
                fields["username"] == user.username && fields["password"] == user.password
                || request.headers["authorization"] == "Basic \(user.auth)"
            var scope = fields["scope"] ?? ""
            if !isKnown {
                let isAnonymous = fields["username"] == nil && request.headers["authorization"] == nil
                guard isAnonymous, strangers == .pulls else {
                    return .answer(401, "{\"details\":\"unknown user\"}")
                }
                scope = scope.replacing(",push", with: "").replacing("push,", with: "")
            }
            guard let token = try? signer.token(for: scope, subject: isKnown ? user.username : "") else {
                return .answer(500)
            }
            let answer = JSONValue.object([
                "token": .string(token), "access_token": .string(token), "expires_in": .number("300"),
            ])
            return .answer(200, answer.compactText, headers: ["Content-Type": "application/json"])
        }
        self.server = server
        front = try certificates.map { try TLSFront(before: server.port, certificates: $0, in: sandbox) }
    }

    /// The fields of the query, or of the form.
    private static func fields(_ request: LoopbackServer.Request) -> [String: String] {
        let query = request.target.split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init)
        let text = request.method == "POST" ? request.body : query ?? ""
        var fields: [String: String] = [:]
        for field in text.split(separator: "&") {
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(decoded)
            if parts.count == 2 { fields[parts[0]] = fields[parts[0]].map { "\($0) \(parts[1])" } ?? parts[1] }
        }
        return fields
    }

    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(String(rest.prefix(2)) ?? "", radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Signs tokens (JSON Web Tokens, RS256) by openssl.
private struct Signer: Sendable {
    let directory: String
    let openssl: String

    /// - Parameter scope: `repository:group/app:pull,push`, several with spaces between them.
    func token(for scope: String, subject: String) throws -> String {
        let certificate = try Files.read("\(directory)/signer.pem").split(separator: "\n").filter { !$0.hasPrefix("-") }
        let header = JSONValue.object([
            "typ": .string("JWT"), "alg": .string("RS256"), "x5c": .array([.string(certificate.joined())]),
        ])
        let access = scope.split(separator: " ").map { resource in
            let parts = resource.split(separator: ":").map(String.init)
            return JSONValue.object([
                "type": .string(parts.first ?? ""),
                "name": .string(parts.dropFirst().dropLast().joined(separator: ":")),
                "actions": .array((parts.last ?? "").split(separator: ",").map { .string(String($0)) }),
            ])
        }
        let now = LocalMachine.clockNanoseconds / 1_000_000_000
        let claims = JSONValue.object([
            "iss": .string("tests"), "aud": .string("tests"), "sub": .string(subject), "nbf": .number("\(now - 60)"),
            "iat": .number("\(now)"), "exp": .number("\(now + 300)"), "jti": .string("\(now)"),
            "access": .array(access),
        ])
        let input = "\(encoded(header.compactText.utf8)).\(encoded(claims.compactText.utf8))"
        let path = try FileTree.makePrivateDirectory(in: directory, prefix: "token-")
        try Files.write(input, to: "\(path)/input")
        let run = try RunningProcess(
            [
                openssl, "dgst", "-sha256", "-sign", "\(directory)/signer.key", "-out", "\(path)/signature",
                "\(path)/input",
            ],
            environment: ["PATH": Tools.path], outputs: "\(path)/openssl")
        guard try run.wait() == .exited(0), let signature = readBytes("\(path)/signature") else {
            throw TimedOut(description: "openssl: \(run.error)")
        }
        return "\(input).\(encoded(signature))"
    }

    /// Base64 for URLs, without padding.
    private func encoded(_ bytes: some Sequence<UInt8>) -> String {
        Base64.encoded(Array(bytes)).replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
