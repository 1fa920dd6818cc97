/// Settings of GitLab Runner that several failures have in common.
///
/// Docker's engine refuses `systempaths=unconfined` from GitLab Runner: only Docker's command line knows it. So it is in
/// none of them.
extension RemedySetting {
    /// Rootless BuildKit makes user namespaces and mounts in them, which the default profiles of containers forbid.
    static let unconfined = [
        RemedySetting(
            .dockerRunner,
            """
            [[runners]]
              [runners.docker]
                security_opt = ["seccomp:unconfined", "apparmor:unconfined"]
                services_security_opt = ["seccomp:unconfined", "apparmor:unconfined"]  # where buildkitd is a service
            """),
        RemedySetting(
            .kubernetesRunner,
            """
            [[runners]]
              # GitLab Runner 18.11 and later
              [runners.kubernetes.build_container_security_context.seccomp_profile]
                type = "Unconfined"
              [runners.kubernetes.build_container_security_context.app_armor_profile]  # Kubernetes 1.30 and later
                type = "Unconfined"
              # where buildkitd is a service: both below service_container_security_context too
            """),
        RemedySetting(
            .kubernetesRunner,
            """
            [[runners]]
              # GitLab Runner before 18.11
              environment = ["FF_USE_ADVANCED_POD_SPEC_CONFIGURATION=true"]
              [runners.kubernetes.pod_annotations]
                "container.apparmor.security.beta.kubernetes.io/build" = "unconfined"  # before Kubernetes 1.30
                # where buildkitd is a service: "container.apparmor.security.beta.kubernetes.io/svc-0" too (or svc-1, …)
              [[runners.kubernetes.pod_spec]]
                name = "profiles of the build container"
                patch_type = "strategic"
                patch = '''
                  containers:
                    - name: build  # where buildkitd is a service: its container too, svc-0, svc-1, …
                      securityContext:
                        seccompProfile:
                          type: Unconfined
                        appArmorProfile:  # Kubernetes 1.30 and later
                          type: Unconfined
                '''
            """),
    ]

    /// The helpers newuidmap and newgidmap are setuid programs, or have file capabilities. Docker's services have the
    /// engine's own capabilities, SETUID and SETGID among them: the runner sets none for them.
    static let privilegeEscalation = [
        RemedySetting(
            .dockerRunner,
            """
            [[runners]]
              [runners.docker]
                security_opt = ["seccomp:unconfined", "apparmor:unconfined", "no-new-privileges:false"]
                cap_add = ["SETUID", "SETGID"]
                # where buildkitd is a service:
                services_security_opt = ["seccomp:unconfined", "apparmor:unconfined", "no-new-privileges:false"]
            """),
        RemedySetting(
            .kubernetesRunner,
            """
            [[runners]]
              [runners.kubernetes]
                allow_privilege_escalation = true  # of all containers of the pod
                [runners.kubernetes.build_container_security_context.capabilities]
                  add = ["SETUID", "SETGID"]
                [runners.kubernetes.service_container_security_context.capabilities]  # where buildkitd is a service
                  add = ["SETUID", "SETGID"]
            """),
    ]

    /// A directory for the daemon's state that is on no overlay and has no restricting mount options. Both executors mount
    /// it in the containers of services too.
    static let stateVolume = [
        RemedySetting(
            .dockerRunner,
            """
            [[runners]]
              [runners.docker]
                volumes = ["/cache", "/home/user/.local/share/buildkit"]  # as root: /var/lib/buildkit
            """),
        RemedySetting(
            .kubernetesRunner,
            """
            [[runners]]
              [[runners.kubernetes.volumes.empty_dir]]
                name = "buildkit-state"
                mount_path = "/home/user/.local/share/buildkit"  # as root: /var/lib/buildkit
            """),
    ]

    /// More memory for the container in which the daemon runs.
    static let moreMemory = [
        RemedySetting(
            .dockerRunner,
            """
            [[runners]]
              [runners.docker]
                memory = "8g"
                service_memory = "8g"  # where buildkitd is a service
            """),
        RemedySetting(
            .kubernetesRunner,
            """
            [[runners]]
              [runners.kubernetes]
                memory_request = "4Gi"
                memory_limit = "8Gi"
                memory_limit_overwrite_max_allowed = "16Gi"  # lets a job set KUBERNETES_MEMORY_LIMIT
                service_memory_request = "4Gi"  # where buildkitd is a service
                service_memory_limit = "8Gi"
            """),
        .daemonFlags("--oci-max-parallelism=2"),
    ]

    /// Subordinate ids for a user of the job's image.
    static let subordinateIDs = [
        RemedySetting(
            .jobImage,
            """
            RUN grep -q '^[^:]*:[^:]*:1000:' /etc/passwd || echo user:x:1000:1000::/home/user:/bin/sh >> /etc/passwd
            RUN echo 1000:100000:65536 | tee -a /etc/subuid >> /etc/subgid
            USER 1000:1000
            """),
        RemedySetting(
            .kubernetesRunner,
            """
            [[runners]]
              [runners.kubernetes.build_container_security_context]
                run_as_user = 1000  # the user of the moby/buildkit rootless image
                run_as_group = 1000
              [runners.kubernetes.service_container_security_context]  # where buildkitd is a service
                run_as_user = 1000
                run_as_group = 1000
            """),
    ]

    static let idMappingTools = [
        RemedySetting(
            .jobImage,
            """
            RUN apt-get update && apt-get install -y uidmap  # Debian, Ubuntu
            RUN apk add shadow-uidmap                        # Alpine
            RUN dnf install -y shadow-utils                  # Fedora
            """)
    ]

    /// A builder as a service of the job, as GitLab can see it start.
    static let service = [
        RemedySetting(
            .job,
            """
            services:
              - name: \(BuilderImage.rootless)
                alias: \(BuilderService.alias)
                command: ["--addr", "\(BuilderService.listen)", "--oci-worker-no-process-sandbox"]
                variables:
                  HEALTHCHECK_TCP_PORT: "\(BuilderService.port)"
            variables:
              BUILDKIT_HOST: \(BuilderService.address)
            """)
    ]

    /// A builder as a service, and a job that is sure of it.
    static let serviceWithTLS = [
        RemedySetting(
            .job,
            """
            services:
              - name: \(BuilderImage.rootless)
                alias: \(BuilderService.alias)
                command: ["--addr", "\(BuilderService.listen)", "--tlscacert", "/certs/ca.pem",
                          "--tlscert", "/certs/cert.pem", "--tlskey", "/certs/key.pem"]
            variables:
              BUILDKIT_RUN_TLSDIR: /certs/client
            """)
    ]
}
