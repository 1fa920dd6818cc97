extension CommandGrammar {
    private static let build =
        """
        add-host= allow= annotation= attest= build-arg= build-context= builder= cache-from= cache-to= call= cgroup-parent= \
        check compress cpu-period= cpu-quota= cpu-shares/c= cpuset-cpus= cpuset-mems= debug/D disable-content-trust \
        file/f= force-rm iidfile= isolation= label= load memory/m= memory-swap= metadata-file= network= no-cache \
        no-cache-filter= output/o= platform= policy= progress= provenance= pull push quiet/q resource= rm sbom= secret= \
        security-opt= shm-size= squash ssh= stream tag/t= target= ulimit= help/h
        """

    /// `docker build`, `docker buildx build`.
    static let dockerBuild = CommandGrammar(build)

    private static let login = CommandGrammar("username/u= password/p= password-stdin help/h")
    private static let create = CommandGrammar(
        """
        append bootstrap buildkitd-config/config= buildkitd-flags= driver= driver-opt= leave name= node= platform= use \
        timeout= help/h
        """)
    private static let run = CommandGrammar(
        """
        interactive/i tty/t detach/d env/e= env-file= volume/v= workdir/w= user/u= name= network/net= publish/p= rm \
        privileged entrypoint= mount= platform= pull= cap-add= security-opt= add-host= label/l= hostname/h= device= \
        memory/m= cpus= tmpfs= ulimit= shm-size= init
        """, stopsAtArgument: true)
    private static let plain = CommandGrammar("force/f all/a quiet/q filter= format= platform= all-tags help/h")

    /// `docker`, `docker build`, `docker buildx build`.
    static let docker = CommandGrammar(
        "config= context/c= debug/D host/H= log-level/l= tls tlscacert= tlscert= tlskey= tlsverify version/v help/h",
        subcommands: [
            "build": dockerBuild, "login": login, "logout": plain, "push": plain, "pull": plain, "tag": plain,
            "run": run,
            "image": CommandGrammar(
                "", subcommands: ["build": dockerBuild, "push": plain, "pull": plain, "tag": plain]),
            "buildx": CommandGrammar(
                "builder= debug/D help/h",
                subcommands: [
                    "build": dockerBuild, "b": dockerBuild, "create": create,
                    "bake": CommandGrammar(
                        """
                        allow= builder= call= check debug/D file/f= list= load metadata-file= no-cache print progress= \
                        provenance= pull push sbom= set= var= help/h
                        """),
                    "use": CommandGrammar("builder= default global"),
                    "imagetools": CommandGrammar(
                        "builder=",
                        subcommands: [
                            "create": CommandGrammar("annotation= append dry-run file/f= prefer-index progress= tag/t=")
                        ]),
                ]),
        ], stopsAtArgument: true)
}
