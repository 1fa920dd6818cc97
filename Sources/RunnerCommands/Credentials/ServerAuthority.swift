import BuildKit

/// The authority of the certificate of GitLab's server, which that of its registry mostly has too. The job knows it by
/// `CI_SERVER_TLS_CA_FILE`, where the runner was given one
/// (<https://docs.gitlab.com/runner/configuration/tls-self-signed/>).
enum ServerAuthority {
    static let jobVariable = "CI_SERVER_TLS_CA_FILE"
    /// Go reads it in the place of the system's file, and those of `/etc/ssl/certs` in any case.
    static let programVariable = "SSL_CERT_FILE"

    /// The variable for the daemon and the client; nothing where the job says itself what counts.
    static func variables(for environment: [String: String], on machine: Machine) -> [String: String] {
        guard environment[programVariable, default: ""].isEmpty, let file = environment[jobVariable], !file.isEmpty,
            machine.contents(file)?.contains("-----BEGIN") == true
        else { return [:] }
        return [programVariable: file]
    }
}
