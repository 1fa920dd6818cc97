/// Which certificate authorities are trusted.
package struct CertificateAuthorities: Sendable {
    /// A file in PEM format, instead of those of the system; nil for those of the system.
    let file: String?
    /// A directory of hashed certificates.
    let directory: String?
    /// The file for the GitLab server alone, where nothing else is asked for.
    let serverFile: String?

    /// `--ca-file`, or what curl looks at: `CURL_CA_BUNDLE`, `SSL_CERT_DIR`, `SSL_CERT_FILE`. For the GitLab server of
    /// a job there is `CI_SERVER_TLS_CA_FILE` too.
    package init(file: String? = nil, environment: [String: String] = [:]) {
        func path(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let bundle = file ?? path("CURL_CA_BUNDLE")
        self.file = bundle ?? path("SSL_CERT_FILE")
        directory = bundle == nil ? path("SSL_CERT_DIR") : nil
        serverFile = self.file == nil && directory == nil ? path("CI_SERVER_TLS_CA_FILE") : nil
    }
}
