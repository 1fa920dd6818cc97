extension CommandGrammar {
    /// `skopeo`
    static let skopeo = CommandGrammar(
        "debug policy= insecure-policy registries.d= override-arch= override-os= override-variant= command-timeout= tmpdir=",
        subcommands: [
            "copy": CommandGrammar(
                """
                all/a additional-tag= authfile= src-authfile= dest-authfile= src-creds= dest-creds= screds= dcreds= \
                src-username= src-password= dest-username= dest-password= src-registry-token= dest-registry-token= \
                src-cert-dir= dest-cert-dir= src-tls-verify dest-tls-verify src-no-creds dest-no-creds format/f= \
                digestfile= multi-arch= preserve-digests quiet/q remove-signatures sign-by= retry-times= \
                dest-compress dest-compress-format= dest-compress-level= help/h
                """),
            "login": CommandGrammar(
                "username/u= password/p= password-stdin authfile= cert-dir= get-login tls-verify verbose/v help/h"),
            "inspect": CommandGrammar(
                """
                authfile= cert-dir= config creds= format/f= no-creds no-tags/n raw tls-verify username= password= \
                registry-token= retry-times= help/h
                """),
        ], stopsAtArgument: true)

    /// `crane`
    static let crane = CommandGrammar(
        "allow-nondistributable-artifacts insecure platform= verbose/v help/h",
        subcommands: [
            "auth": CommandGrammar(
                "", subcommands: ["login": CommandGrammar("username/u= password/p= password-stdin help/h")]),
            "copy": CommandGrammar("all-tags/a no-clobber/n jobs/j= platform= insecure"),
            "cp": CommandGrammar("all-tags/a no-clobber/n jobs/j= platform= insecure"),
            "tag": CommandGrammar("insecure"), "push": CommandGrammar("index image-refs= insecure"),
        ], stopsAtArgument: true)

    /// `kubectl`
    static let kubectl = CommandGrammar(
        """
        namespace/n= context= kubeconfig= server/s= token= user= cluster= as= request-timeout= insecure-skip-tls-verify \
        certificate-authority= help/h
        """,
        subcommands: [
            "exec": CommandGrammar(
                "container/c= stdin/i tty/t namespace/n= context= kubeconfig= quiet/q", stopsAtArgument: true),
            "apply": CommandGrammar(
                "filename/f= kustomize/k= namespace/n= server-side dry-run= wait prune selector/l="),
            "get": CommandGrammar("output/o= namespace/n= selector/l= all-namespaces/A filename/f= watch/w"),
        ], stopsAtArgument: true)
}
