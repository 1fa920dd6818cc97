extension CommandGrammar {
    static let podman = CommandGrammar(
        "log-level= root= runroot= storage-driver= storage-opt= remote/r url= connection/c= help/h version/v",
        subcommands: [
            "build": buildahBuild, "login": buildahLogin,
            "push": CommandGrammar(
                "authfile= cert-dir= creds= tls-verify quiet/q digestfile= format/f= remove-signatures sign-by= help/h"),
            "tag": CommandGrammar("help/h"),
            "pull": CommandGrammar("authfile= cert-dir= creds= tls-verify quiet/q platform= all-tags/a help/h"),
            "image": CommandGrammar("", subcommands: ["build": buildahBuild]),
        ], stopsAtArgument: true)
}
