import Diagnostics

/// Addresses that tie a component to one GitLab instance.
///
/// https://docs.gitlab.com/ci/components/#avoid-hard-coding-instance-or-project-specific-values
enum HostAdvice {
    private static let docs =
        "https://docs.gitlab.com/ci/components/#avoid-hard-coding-instance-or-project-specific-values"

    static func findings(_ text: ComponentText) -> [Diagnostic] { includes(text) + interfaces(text) }

    /// Components of the same instance are named by `$CI_SERVER_FQDN`.
    private static func includes(_ text: ComponentText) -> [Diagnostic] {
        guard let include = text.content["include"] else { return [] }
        return (include.sequence ?? [include]).compactMap { item in
            guard let address = item["component"], let name = address.string else { return nil }
            let host = name.prefix { $0 != "/" }
            guard !host.isEmpty, !host.contains("$") else { return nil }
            return Diagnostic(
                id: "component-host", severity: .warning,
                message: "\"\(host)\" is one GitLab instance; write \"$CI_SERVER_FQDN\(name.dropFirst(host.count))\"",
                at: address.span, docs: docs)
        }
    }

    /// The interface of the instance is found by `$CI_API_V4_URL`.
    private static func interfaces(_ text: ComponentText) -> [Diagnostic] {
        text.texts.compactMap { text, span in
            guard let host = hostOfInterface(text) else { return nil }
            return Diagnostic(
                id: "component-host", severity: .warning,
                message: "\"\(host)/api/v4\" is one GitLab instance; write \"$CI_API_V4_URL\"", at: span, docs: docs)
        }
    }

    /// The fixed host before the first `/api/v4`.
    private static func hostOfInterface(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard let end = bytes.firstOffset(of: "/api/v4".utf8), end > 0 else { return nil }
        let host = String(decoding: bytes[..<end].reversed().prefix { isHostByte($0) }.reversed(), as: UTF8.self)
        let before = String(decoding: bytes[..<(end - host.utf8.count)], as: UTF8.self)
        return host.contains(".") && before.hasSuffix("://") ? host : nil
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A: byte != 0x3A
        default: false
        }
    }
}
