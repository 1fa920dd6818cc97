/// What a build takes from its surroundings rather than from its options.
package struct BuildxEnvironment: Sendable {
    /// The variables of the job: build arguments without a value, `SOURCE_DATE_EPOCH`,
    /// `BUILDX_NO_DEFAULT_ATTESTATIONS`.
    package var variables: [String: String]
    /// `proxies` of Docker's `config.json`, by the name of the build argument that each becomes.
    package var proxies: [String: String]

    package init(variables: [String: String] = [:], proxies: [String: String] = [:]) {
        self.variables = variables
        self.proxies = proxies
    }
}

extension CredentialsFile {
    /// The build arguments that `docker build` makes of `proxies.default`, in both spellings.
    package var proxyArguments: [String: String] {
        var arguments: [String: String] = [:]
        for (key, name) in [
            ("httpProxy", "HTTP_PROXY"), ("httpsProxy", "HTTPS_PROXY"), ("noProxy", "NO_PROXY"),
            ("ftpProxy", "FTP_PROXY"),
            ("allProxy", "ALL_PROXY"),
        ] {
            guard let value = defaultProxies?[key]?.string, !value.isEmpty else { continue }
            arguments[name] = value
            arguments[name.lowercased()] = value
        }
        return arguments
    }
}
