import BuildRequests
import YAMLTree

/// The certificate authorities that the client, and a daemon in the same container, trust.
enum CertificateScript {
    static func item(for plan: Plan) -> YAMLValue.Item? {
        guard let variable = plan.registries.certificateAuthority else { return nil }
        let name = variable.variables.first ?? ""
        let daemon = plan.builder.connection == .daemonless ? "the daemon and its client" : "the client"
        return .init(
            .scalar(
                """
                SSL_CERT_FILE=$(mktemp)
                export SSL_CERT_FILE
                case "$\(name)" in
                  '') echo "The CI/CD variable \(name) is not set here." >&2; exit 78 ;;
                  -----BEGIN*) printf '%s\\n' "$\(name)" > "$SSL_CERT_FILE" ;;
                  *) cat -- "$\(name)" > "$SSL_CERT_FILE" ;;
                esac
                cat /etc/ssl/certs/ca-certificates.crt >> "$SSL_CERT_FILE" || echo "There are no public authorities here." >&2

                """),
            comment:
                "The system's own file belongs to root, and the job does not run as root, so \(daemon) read a copy"
                + " with the authorities of $\(name) added; the variable is of type File, or holds them itself.")
    }
}
