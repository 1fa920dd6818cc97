extension CommandGrammar {
    /// What every subcommand of `skopeo` takes.
    private static let skopeoEverywhere =
        """
        command-timeout= debug insecure-policy override-arch= override-os= override-variant= policy= registries-conf= \
        registries.d= require-signed tls-details= tmpdir= user-agent-prefix= help/h
        """

    /// `skopeo`
    static let skopeo = CommandGrammar(
        "\(skopeoEverywhere) version/v",
        subcommands: [
            "copy": CommandGrammar(
                """
                all/a additional-tag= authfile= src-authfile= dest-authfile= src-creds= dest-creds= screds= dcreds= \
                src-username= src-password= dest-username= dest-password= src-registry-token= dest-registry-token= \
                src-cert-dir= dest-cert-dir= src-tls-verify dest-tls-verify src-no-creds dest-no-creds format/f= \
                digestfile= multi-arch= preserve-digests quiet/q remove-signatures sign-by= retry-times= retry-delay= \
                decryption-key= dest-compress dest-compress-format= dest-compress-level= dest-daemon-host= \
                dest-decompress dest-force-compress-format dest-oci-accept-uncompressed-layers dest-precompute-digests \
                dest-shared-blob-dir= encrypt-layer= encryption-key= image-parallel-copies= sign-by-sigstore= \
                sign-by-sigstore-private-key= sign-by-sq-fingerprint= sign-identity= sign-passphrase-file= \
                src-daemon-host= src-shared-blob-dir= \(skopeoEverywhere)
                """),
            "login": CommandGrammar(
                """
                username/u= password/p= password-stdin authfile= compat-auth-file= cert-dir= get-login tls-verify \
                verbose/v \(skopeoEverywhere)
                """),
            "inspect": CommandGrammar(
                """
                authfile= cert-dir= config creds= daemon-host= format/f= manifest-digest= no-creds no-tags/n raw \
                tls-verify username= password= registry-token= retry-delay= retry-times= shared-blob-dir= \
                \(skopeoEverywhere)
                """),
        ], stopsAtArgument: true)

    /// What every subcommand of `crane` takes.
    private static let craneEverywhere = "allow-nondistributable-artifacts insecure platform= verbose/v help/h"
    private static let craneCopy = CommandGrammar("all-tags/a no-clobber/n jobs/j= \(craneEverywhere)")

    /// `crane`
    static let crane = CommandGrammar(
        craneEverywhere,
        subcommands: [
            "auth": CommandGrammar(
                craneEverywhere,
                subcommands: [
                    "login": CommandGrammar("username/u= password/p= password-stdin \(craneEverywhere)")
                ]),
            "copy": craneCopy, "cp": craneCopy, "tag": CommandGrammar(craneEverywhere),
            "push": CommandGrammar("index image-refs= \(craneEverywhere)"),
        ], stopsAtArgument: true)

    /// `helm`, for what it does with registries.
    static let helm = CommandGrammar(
        "debug kube-context= kubeconfig= namespace/n= registry-config= repository-cache= repository-config= help/h",
        subcommands: [
            "registry": CommandGrammar(
                "debug registry-config= help/h",
                subcommands: [
                    "login": CommandGrammar(
                        """
                        username/u= password/p= password-stdin insecure plain-http ca-file= cert-file= key-file= debug \
                        registry-config= help/h
                        """)
                ])
        ], stopsAtArgument: true)

    /// What every subcommand of `kubectl` takes.
    private static let kubectlEverywhere =
        """
        as= as-group= as-uid= cache-dir= certificate-authority= client-certificate= client-key= cluster= context= \
        disable-compression insecure-skip-tls-verify kubeconfig= kuberc= log-flush-frequency= match-server-version \
        namespace/n= password= profile= profile-output= request-timeout= server/s= tls-server-name= token= user= \
        username= v= vmodule= warnings-as-errors help/h
        """

    /// `kubectl`
    static let kubectl = CommandGrammar(
        kubectlEverywhere,
        subcommands: [
            "exec": CommandGrammar(
                "container/c= filename/f= pod-running-timeout= quiet/q stdin/i tty/t \(kubectlEverywhere)",
                stopsAtArgument: true),
            // `--cascade`, `--dry-run` and `--validate` take a value behind `=` alone.
            "apply": CommandGrammar(
                """
                all allow-missing-template-keys cascade dry-run field-manager= filename/f= force force-conflicts \
                grace-period= kustomize/k= openapi-patch output/o= overwrite prune prune-allowlist= recursive/R \
                selector/l= server-side show-managed-fields subresource= template= timeout= validate wait \
                \(kubectlEverywhere)
                """),
            "get": CommandGrammar(
                """
                all-namespaces/A allow-missing-template-keys chunk-size= field-selector= filename/f= ignore-not-found \
                kustomize/k= label-columns/L= no-headers output/o= output-watch-events raw= recursive/R selector/l= \
                server-print show-kind show-labels show-managed-fields sort-by= subresource= template= watch/w \
                watch-only \(kubectlEverywhere)
                """),
        ], stopsAtArgument: true)
}
