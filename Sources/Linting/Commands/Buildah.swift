extension CommandGrammar {
    /// What every subcommand takes.
    private static let everywhere =
        """
        cgroup-manager= imagestore= log-level= registries-conf= registries-conf-dir= root= runroot= \
        short-name-alias-conf= storage-driver= storage-opt= transient-store userns-gid-map= userns-uid-map= help/h
        """
    private static let credentials =
        "authfile= cert-dir= creds= decryption-key= retry= retry-delay= tls-verify quiet/q \(everywhere)"

    static let buildahBuild = CommandGrammar(
        """
        add-host= all-platforms annotation= arch= build-arg= build-arg-file= build-context= cache-from= cache-to= \
        cache-ttl= cap-add= cap-drop= cgroup-parent= cgroupns= compat-volumes compress compression-format= \
        compression-level= cpp-flag= cpu-period= cpu-quota= cpu-shares/c= cpuset-cpus= cpuset-mems= \
        created-annotation cw= device= disable-compression/D disable-content-trust dns-option= dns-search= dns= env= \
        file/f= force-compression force-rm format= from= group-add= hooks-dir= http-proxy identity-label iidfile= \
        iidfile-raw= ignorefile= inherit-annotations inherit-labels ipc= isolation= jobs= label= layer-label= layers \
        logfile= logsplit manifest= memory/m= memory-swap= metadata-file= mount= network/net= no-cache no-hostname \
        no-hosts omit-history os= os-feature= os-version= output/o= pid= platform= pull pull-always pull-never \
        rewrite-timestamp rm runtime= runtime-flag= save-stages sbom= sbom-image-output= sbom-image-purl-output= \
        sbom-merge-strategy= sbom-output= sbom-purl-output= sbom-scanner-command= sbom-scanner-image= secret= \
        security-opt= shm-size= sign-by= skip-unused-stages source-date-epoch= source-policy-file= squash squash-all \
        ssh= stage-labels stdin tag/t= target= timestamp= ulimit= unsetannotation= unsetenv= unsetlabel= userns= \
        userns-gid-map-group= userns-uid-map-user= uts= variant= volume/v= \(credentials)
        """)

    static let buildahLogin = CommandGrammar(
        "username/u= password/p= password-stdin compat-auth-file= get-login verbose/v secret= \(credentials)")

    private static let push = CommandGrammar(
        """
        all disable-compression/D digestfile= encrypt-layer= encryption-key= force-compression format/f= \
        remove-signatures rm sign-by= compression-format= compression-level= \(credentials)
        """)

    private static let pull = CommandGrammar(
        "all-tags/a arch= os= platform= policy= remove-signatures variant= \(credentials)")

    static let buildah = CommandGrammar(
        "\(everywhere) debug version/v",
        subcommands: [
            "build": buildahBuild, "bud": buildahBuild, "build-using-dockerfile": buildahBuild, "login": buildahLogin,
            "push": push, "pull": pull,
        ], stopsAtArgument: true)
}
