import BuildRequests

/// The files by which a builder behind TCP and its client know each other.
struct TLSPlan: Equatable, Sendable {
    let ca: VariableText
    let certificate: VariableText
    let key: VariableText
    let serverName: VariableText?

    /// Nil where the builder speaks plain TCP.
    init?(_ settings: BuilderSettings, _ problems: inout ProblemList) {
        let ca = settings.tlsCA ?? BuilderSettings.standardTLSCA
        let certificate = settings.tlsCertificate ?? BuilderSettings.standardTLSCertificate
        let key = settings.tlsKey ?? BuilderSettings.standardTLSKey
        guard settings.tls ?? BuilderSettings.standardTLS == .mutual else {
            for (name, value) in [
                ("tls-ca", settings.tlsCA), ("tls-cert", settings.tlsCertificate), ("tls-key", settings.tlsKey),
                ("tls-server-name", settings.tlsServerName),
            ] where value != nil {
                problems.report("builder.\(name)", "without TLS there is no such file; leave it out")
            }
            return nil
        }
        for (name, value) in [("tls-ca", ca), ("tls-cert", certificate), ("tls-key", key)] {
            problems.checkNotEmpty(value, "builder.\(name)")
            problems.checkPath(value, "builder.\(name)")
            if value.contains("-----BEGIN") {
                problems.report(
                    "builder.\(name)",
                    "the value is a certificate or a key itself; write $NAME of a File-type CI/CD variable")
            }
        }
        self.ca = VariableText(ca)
        self.certificate = VariableText(certificate)
        self.key = VariableText(key)
        serverName = settings.tlsServerName.map(VariableText.init)
    }

    /// What each file is for, with the file.
    var files: [(purpose: String, file: VariableText)] {
        [("authority", ca), ("certificate", certificate), ("key", key)]
    }
}
