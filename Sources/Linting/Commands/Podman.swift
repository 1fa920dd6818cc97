extension CommandGrammar {
    /// What every subcommand takes.
    private static let everywhere =
        """
        cdi-spec-dir= cgroup-manager= config= conmon= connection/c= events-backend= hooks-dir= identity= imagestore= \
        log-level= module= namespace= network-cmd-path= network-config-dir= out= remote/r root= runroot= runtime= runtime-flag= \
        ssh= storage-driver= storage-opt= syslog tls-ca= tls-cert= tls-details= tls-key= tmpdir= transient-store url= \
        volumepath= help/h
        """
    private static let credentials =
        "authfile= cert-dir= creds= decryption-key= disable-content-trust retry= retry-delay= tls-verify quiet/q \(everywhere)"

    // `--connection` is `-c` for the program alone: builds have another.
    private static let build = buildahBuild.adding(everywhere.replacing("connection/c=", with: "connection="))

    static let podman = CommandGrammar(
        "\(everywhere) noout version/v",
        subcommands: [
            "build": build, "login": buildahLogin,
            "push": CommandGrammar(
                """
                compress compression-format= compression-level= digestfile= encrypt-layer= encryption-key= \
                force-compression format/f= remove-signatures sign-by= sign-by-sigstore= \
                sign-by-sigstore-private-key= sign-by-sq-fingerprint= sign-passphrase-file= \(credentials)
                """),
            "tag": CommandGrammar(everywhere),
            "pull": CommandGrammar("all-tags/a arch= os= platform= policy= variant= \(credentials)"),
            "image": CommandGrammar(everywhere, subcommands: ["build": build]),
        ], stopsAtArgument: true)
}
