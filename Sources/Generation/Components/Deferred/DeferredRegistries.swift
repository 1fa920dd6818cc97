import YAMLTree

/// What the job, and a daemon in its own container, is told of registries and the way there, where inputs of a component
/// say it.
enum DeferredRegistries {
    /// - Parameter variable: holds the path of a file, the certificates themselves, or nothing.
    static func certificateAuthority(_ variable: String) -> YAMLValue.Item {
        .init(
            .scalar(
                """
                if [ -n "$\(variable)" ]; then
                  SSL_CERT_FILE=$(mktemp)
                  export SSL_CERT_FILE
                  case $\(variable) in
                    -----BEGIN*) printf '%s\\n' "$\(variable)" > "$SSL_CERT_FILE" ;;
                    *) cat -- "$\(variable)" > "$SSL_CERT_FILE" ;;
                  esac
                  cat /etc/ssl/certs/ca-certificates.crt >> "$SSL_CERT_FILE" || echo "There are no public authorities here." >&2
                fi

                """),
            comment:
                "The system's own file belongs to root, and the job does not run as root, so the daemon and its client read"
                + " a copy with the authorities of the input added.")
    }

    /// - Parameter variable: holds `REGISTRY=HOST` for each mirror, between blanks.
    static func mirrors(_ variable: String) -> YAMLValue.Item {
        .init(
            .scalar(
                """
                if [ -n "$\(variable)" ]; then
                  config=$(mktemp)
                \(mirrorLines(variable, to: "\"$config\"").split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
                  BUILDKITD_FLAGS="$BUILDKITD_FLAGS --config $config"
                  export BUILDKITD_FLAGS
                fi

                """),
            comment: "The daemon's buildkitd.toml.")
    }

    /// The commands that set the proxies that inputs name, and leave alone those that the runner sets.
    static let proxyLines = [
        ("HTTP_PROXY", RequestInputs.httpProxy), ("HTTPS_PROXY", RequestInputs.httpsProxy),
        ("NO_PROXY", RequestInputs.noProxy),
    ].map { name, input in
        "if [ -n \"$\(input.variable)\" ]; then export \(name)=\"$\(input.variable)\"; fi\n"
    }.joined()

    static let proxies = YAMLValue.Item(
        .scalar(proxyLines), comment: "For what the job and a daemon in it fetch; RUN steps get them below.")

    /// The commands that write `buildkitd.toml` with the mirrors.
    static func mirrorLines(_ variable: String, to file: String) -> String {
        """
        for each in $\(variable); do
          printf '[registry."%s"]\\n  mirrors = ["%s"]\\n' "${each%%=*}" "${each#*=}"
        done > \(file)

        """
    }
}
