import Diagnostics
import GitLabCI

/// See `about`.
package struct DockerInDockerTlsDisagreement: Rule {
    package static let about = RuleDescription(
        id: "docker-in-docker-tls-disagreement", category: .willFail, severity: .error, confidence: .medium,
        summary: "DOCKER_HOST and DOCKER_TLS_CERTDIR disagree on whether the daemon speaks TLS",
        why: """
            The `docker:dind` image makes certificates and listens on 2376 with TLS when `DOCKER_TLS_CERTDIR` is set, and plainly on 2375 \
            when it is empty; the job's variables reach it. Nothing listens on the port of the other kind, and the client ends with \
            `Cannot connect to the Docker daemon`.
            """,
        remedy: """
            With TLS: `DOCKER_HOST: tcp://docker:2376`, `DOCKER_TLS_CERTDIR: "/certs"`, and the runner's volume `/certs/client`. \
            Without: `tcp://docker:2375` and `DOCKER_TLS_CERTDIR: ""`.
            """,
        examples: [
            .bad(
                """
                build:
                  image: docker:28.5.1
                  services: [docker:28.5.1-dind]
                  variables:
                    DOCKER_HOST: ⟦tcp://docker:2375⟧
                    DOCKER_TLS_CERTDIR: "/certs"
                  script: docker build .
                """,
                says: """
                    port 2375 is the plain one, but DOCKER_TLS_CERTDIR "/certs" makes the daemon listen on 2376 with TLS; let both \
                    say the same
                    """),
            .bad(
                """
                variables:
                  DOCKER_TLS_CERTDIR: ""

                build:
                  image: docker:28.5.1
                  services: [docker:28.5.1-dind]
                  variables:
                    DOCKER_HOST: ⟦tcp://docker:2376⟧
                  script: docker build .
                """,
                says:
                    "port 2376 is the one with TLS, but the empty DOCKER_TLS_CERTDIR switches TLS off; let both say the same",
                isDocumented: false),
            .bad(
                """
                build:
                  image: docker:28.5.1
                  services:
                    - name: docker:28.5.1-dind
                      command: [--mtu=1450]
                  variables:
                    DOCKER_HOST: ⟦tcp://docker:2375⟧
                    DOCKER_TLS_CERTDIR: "/certs"
                  script: docker build .
                """,
                says: """
                    port 2375 is the plain one, but DOCKER_TLS_CERTDIR "/certs" makes the daemon listen on 2376 with TLS; let both \
                    say the same
                    """, isDocumented: false),
            .good(
                """
                build:
                  image: docker:28.5.1
                  services:
                    - name: docker:28.5.1-dind
                      command: [dockerd, --host=tcp://0.0.0.0:2375]
                  variables:
                    DOCKER_HOST: tcp://docker:2375
                    DOCKER_TLS_CERTDIR: "/certs"
                  script: docker build .
                """, title: "The command says where the daemon listens", isDocumented: false),
            .good(
                """
                build:
                  image: docker:28.5.1
                  services: [docker:28.5.1-dind]
                  variables:
                    DOCKER_HOST: tcp://docker:2376
                    DOCKER_TLS_CERTDIR: "/certs"
                  script: docker build .
                """),
        ], references: ["https://docs.gitlab.com/ci/docker/using_docker_build/#use-docker-in-docker"])

    package init() {}

    /// Whether the daemon listens where its entrypoint says: it adds its flags to others, and leaves any other command alone.
    private func keepsAddresses(_ service: LintedService) -> Bool {
        (service.command ?? []).allSatisfy { word in
            guard let word = word.string else { return false }
            return word.hasPrefix("--") && !["--host", "--tls", "--config-file"].contains(where: word.hasPrefix)
        }
    }

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let service = job.services.first(where: \.image.isDockerInDocker), keepsAddresses(service),
            let host = job.variables["DOCKER_HOST"], let address = job.expanded(host.value),
            let directory = job.variables["DOCKER_TLS_CERTDIR"], let certificates = job.expanded(directory.value),
            !job.setsInScript("DOCKER_HOST"), !job.mayVary("DOCKER_TLS_CERTDIR"),
            !service.variables.contains(where: { $0.name == "DOCKER_TLS_CERTDIR" })
        else { return }
        if address.hasSuffix(":2375"), !certificates.isEmpty {
            report.report(
                .plain(certificates), at: host.valueSpan, related: [.init(directory.valueSpan, "switches TLS on")])
        } else if address.hasSuffix(":2376"), certificates.isEmpty {
            report.report(.encrypted, at: host.valueSpan, related: [.init(directory.valueSpan, "switches TLS off")])
        }
    }
}

extension RuleMessage {
    fileprivate static func plain(_ directory: String) -> Self {
        """
        port 2375 is the plain one, but DOCKER_TLS_CERTDIR "\(directory)" makes the daemon listen on 2376 with TLS; let both \
        say the same
        """
    }

    fileprivate static var encrypted: Self {
        "port 2376 is the one with TLS, but the empty DOCKER_TLS_CERTDIR switches TLS off; let both say the same"
    }
}
