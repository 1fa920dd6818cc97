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
    /// What every subcommand of `docker buildx` takes.
    private static let buildx = "builder= debug/D help/h"
    private static let create = CommandGrammar(
        """
        append bootstrap buildkitd-config/config= buildkitd-flags= driver= driver-opt= leave name= node= platform= use \
        timeout= \(buildx)
        """)
    private static let run = CommandGrammar(
        """
        add-host= annotation= attach/a= blkio-weight= blkio-weight-device= cap-add= cap-drop= cgroup-parent= cgroupns= \
        cidfile= cpu-count= cpu-percent= cpu-period= cpu-quota= cpu-rt-period= cpu-rt-runtime= cpu-shares/c= cpus= \
        cpuset-cpus= cpuset-mems= detach-keys= detach/d device-cgroup-rule= device-read-bps= device-read-iops= \
        device-write-bps= device-write-iops= device= disable-content-trust dns-option= dns-search= dns= domainname= \
        entrypoint= env-file= env/e= expose= gpus= group-add= health-cmd= health-interval= health-retries= \
        health-start-interval= health-start-period= health-timeout= help hostname/h= init interactive/i \
        io-maxbandwidth= io-maxiops= ip6= ip= ipc= isolation= label-file= label/l= link-local-ip= link= log-driver= \
        log-opt= mac-address= memory-reservation= memory-swap= memory-swappiness= memory/m= mount= name= \
        network-alias= network/net= no-healthcheck oom-kill-disable oom-score-adj= pid= pids-limit= platform= \
        privileged publish-all/P publish/p= pull= quiet/q read-only restart= rm runtime= security-opt= shm-size= \
        sig-proxy stop-signal= stop-timeout= storage-opt= sysctl= tmpfs= tty/t ulimit= use-api-socket user/u= userns= \
        uts= volume-driver= volume/v= volumes-from= workdir/w=
        """, stopsAtArgument: true)
    private static let plain = CommandGrammar("force/f all/a quiet/q filter= format= platform= all-tags help/h")

    /// `docker`, `docker build`, `docker buildx build`.
    static let docker = CommandGrammar(
        "config= context/c= debug/D host/H= log-level/l= tls tlscacert= tlscert= tlskey= tlsverify version/v help/h",
        subcommands: [
            "build": dockerBuild, "login": login, "logout": plain, "push": plain, "pull": plain, "tag": plain,
            "run": run, "container": CommandGrammar("help", subcommands: ["run": run]),
            "builder": CommandGrammar("help", subcommands: ["build": dockerBuild]),
            "image": CommandGrammar(
                "", subcommands: ["build": dockerBuild, "push": plain, "pull": plain, "tag": plain]),
            "buildx": CommandGrammar(
                buildx,
                subcommands: [
                    "build": dockerBuild, "b": dockerBuild, "create": create,
                    "bake": CommandGrammar(
                        """
                        allow= call= check file/f= list= load metadata-file= no-cache policy= print progress= provenance= \
                        pull push sbom= set= var= \(buildx)
                        """),
                    "use": CommandGrammar("default global \(buildx)"),
                    "imagetools": CommandGrammar(
                        buildx,
                        subcommands: [
                            "create": CommandGrammar(
                                """
                                annotation= append dry-run file/f= metadata-file= platform/p= prefer-index progress= \
                                tag/t= \(buildx)
                                """)
                        ]),
                ]),
        ], stopsAtArgument: true)
}
