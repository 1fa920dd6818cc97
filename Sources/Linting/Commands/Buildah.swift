extension CommandGrammar {
    private static let credentials = "authfile= cert-dir= creds= tls-verify quiet/q help/h"

    static let buildahBuild = CommandGrammar(
        """
        add-host= all-platforms annotation= arch= build-arg= build-arg-file= build-context= cache-from= cache-to= \
        cache-ttl= cap-add= cap-drop= cgroup-parent= compress cpp-flag= cpu-period= cpu-quota= cpu-shares/c= cpuset-cpus= \
        cpuset-mems= device= dns= env= file/f= force-rm format= from= http-proxy iidfile= ignorefile= isolation= jobs= \
        label= layer-label= layers logfile= manifest= memory/m= memory-swap= network/net= no-cache os= output/o= pid= \
        platform= pull= pull-always rm runtime= secret= security-opt= shm-size= sign-by= skip-unused-stages squash ssh= \
        storage-driver= stdin tag/t= target= timestamp= ulimit= unsetenv= userns= volume/v= \(credentials)
        """)

    static let buildahLogin = CommandGrammar(
        "username/u= password/p= password-stdin get-login verbose/v secret= \(credentials)")

    private static let push = CommandGrammar(
        """
        all digestfile= format/f= remove-signatures rm sign-by= compression-format= compression-level= retry= \
        retry-delay= \(credentials)
        """)

    static let buildah = CommandGrammar(
        "log-level= root= runroot= storage-driver= storage-opt= registries-conf= debug help/h version/v",
        subcommands: [
            "build": buildahBuild, "bud": buildahBuild, "build-using-dockerfile": buildahBuild, "login": buildahLogin,
            "push": push, "pull": push,
        ], stopsAtArgument: true)
}
