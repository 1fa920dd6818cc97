import BuildKit
import Testing

/// The signatures with the texts as the programs print them.
@Suite struct KnownFailureTests {
    private static let workers = "error: failed to list workers: Unavailable: connection error: desc = "

    @Test(arguments: [
        ("could not connect to unix:///run/user/1000/buildkit/buildkitd.sock after 10 trials", "start-timeout"),
        ("/usr/bin/buildctl-daemonless.sh: 30: XDG_RUNTIME_DIR: parameter not set", "xdg-unset"),
        ("[rootlesskit:child ] error: failed to share mount point: /: permission denied", "apparmor-mount"),
        (
            "[rootlesskit:parent] error: failed to start the child: fork/exec /proc/self/exe: operation not permitted",
            "seccomp-userns"
        ),
        (
            "[rootlesskit:parent] error: failed to start the child: fork/exec /proc/self/exe: permission denied",
            "apparmor-userns"
        ),
        (
            "[rootlesskit:parent] error: failed to start the child: fork/exec /proc/self/exe: no space left on device",
            "max-userns"
        ),
        (
            "failed to setup UID/GID map: newuidmap 7 [0 1 1] failed: newuidmap: write to uid_map failed: Operation not permitted",
            "no-new-privileges"
        ),
        ("newuidmap 7 [0 1000 1 1 100000 65536] failed: newuidmap: Could not set caps", "no-new-privileges"),
        ("failed to compute uid/gid map: No subuid ranges found for user 12345 (\"h3u\")", "no-subuid"),
        ("user: unknown userid 12345", "no-subuid"),
        ("exec: \"newuidmap\": executable file not found in $PATH", "no-newuidmap"),
        ("level=error msg=\"exec: \\\"newuidmap\\\": executable file not found in $PATH\"", "no-newuidmap"),
        (
            "runc run failed: unable to start container process: error during container init: error mounting \"proc\" to rootfs at \"/proc\": mount proc:/proc (via /proc/self/fd/6), flags: 0xe: operation not permitted",
            "masked-proc"
        ),
        (
            "rootless mode requires to be executed as the mapped root in a user namespace; you may use RootlessKit for setting up the namespace",
            "not-user-namespace-root"
        ),
        ("buildkitd: could not lock /var/lib/buildkit/buildkitd.lock, another instance running?", "state-locked"),
        ("Incorrect Usage: flag provided but not defined: -nosuch", "unknown-flag"),
        ("buildkitd: flag provided but not defined: -nosuch", "unknown-flag"),
        ("error: flag provided but not defined: -build-arg", "client-flag"),
        ("error: flag provided but not defined: -t", "client-flag"),
        ("error: invalid local: resolve : lstat nodir: no such file or directory", "no-directory"),
        (
            "error: listing workers for Build: failed to list workers: Unavailable: connection error: desc = \"transport: Error while dialing: dial unix /run/buildkit/buildkitd.sock: connect: no such file or directory\"",
            "daemon-socket-missing"
        ),
        (
            workers + "\"transport: Error while dialing: dial tcp 127.0.0.1:1: connect: connection refused\"",
            "daemon-refused"
        ),
        (
            workers + "\"transport: Error while dialing: dial tcp: lookup buildkitd on 10.0.0.2:53: no such host\"",
            "daemon-host-unknown"
        ),
        ("error during connect: lookup docker on 10.0.0.2:53: no such host", "daemon-host-unknown"),
        ("error: context deadline exceeded", "wait-timeout"),
        (workers + "\"error reading server preface: EOF\"", "tls-plain-client"),
        (
            workers
                + "\"transport: authentication handshake failed: tls: first record does not look like a TLS handshake\"",
            "tls-plain-server"
        ),
        (
            workers
                + "\"transport: authentication handshake failed: tls: failed to verify certificate: x509: certificate is valid for buildkitd, not localhost\"",
            "tls-builder-name"
        ),
        (
            workers
                + "\"transport: authentication handshake failed: x509: cannot validate certificate for 127.0.0.1 because it doesn't contain any IP SANs\"",
            "tls-builder-name"
        ),
        (
            workers + "\"transport: authentication handshake failed: x509: certificate signed by unknown authority\"",
            "tls-builder-ca"
        ),
        ("x509: certificate is valid for a.example.com, not b.example.com", "tls-name"),
        ("x509: cannot validate certificate for 10.0.0.1 because it doesn't contain any IP SANs", "tls-name"),
        (
            "error: failed to solve: failed to push r.example.com/a: failed to do request: Head \"https://r.example.com/v2/\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
            "tls-ca"
        ),
        ("error: directory did not contain one of the needed files: cert.pem or tls.crt", "tlsdir"),
        (
            "failed to do request: Head \"https://r.example.com/v2/a/manifests/1\": http: server gave HTTP response to HTTPS client",
            "registry-http"
        ),
        ("error: invalid local: stat ctx/Dockerfile: not a directory", "dockerfile-is-file"),
        (
            "error: failed to solve: failed to read dockerfile: open Dockerfile: no such file or directory",
            "no-dockerfile"
        ),
        ("error: failed to solve: target stage \"nosuch\" could not be found", "bad-target"),
        ("error: invalid value c/d:2", "output-names"),
        ("error: invalid value build-arg:API_TOKEN", "build-arg-environment"),
        ("error: failed to solve: failed to parse additional hosts: invalid key-value pair h1:1.2.3.4", "add-hosts"),
        (
            "error: failed to solve: failed to parse shm size: strconv.ParseInt: parsing \"64m\": invalid syntax",
            "shm-size"
        ),
        ("error: failed to solve: failed to load LLB: network.host is not allowed", "network-host"),
        (
            "error: failed to solve: granting entitlement security.insecure is not allowed by build daemon configuration",
            "entitlement"
        ),
        (
            "error: failed to solve: invalid configuration for remote cache, OCI mediatypes are required for image-manifest cache format",
            "cache-media-types"
        ),
        ("error: failed to solve: invalid configuration for remote cache", "cache-media-types"),
        (
            "error: failed to solve: error writing manifest blob: failed commit on ref \"sha256:00\": unexpected status from PUT request to https://r/v2/a/manifests/c: 400 Bad Request",
            "cache-index-refused"
        ),
        (
            "failed to push registry.example.com/group/project: server message: insufficient_scope: authorization failed",
            "scope"
        ),
        (
            "failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.docker.io/token: 401 Unauthorized",
            "anonymous"
        ),
        (
            "Failed to create credential store from DOCKER_AUTH_CONFIG:  json: unknown field \"username\"",
            "auth-config-dropped"
        ),
        (
            "Failed to create credential store from DOCKER_AUTH_CONFIG:  DOCKER_AUTH_CONFIG environment variable is missing key `auth` for r",
            "auth-config-dropped"
        ),
        (
            "error: failed to solve: failed to resolve source metadata for docker.io/docker/dockerfile:1: failed to do request: Head \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io: no such host",
            "frontend-pull"
        ),
        (
            "error: failed to solve: failed to resolve source metadata for docker.io/docker/buildkit-syft-scanner:stable-1: failed to do request",
            "sbom-scanner"
        ),
        ("error: failed to solve: lint violation found for rules: FromAsCasing, JSONArgsRecommended", "lint-error"),
        (
            workers
                + "\"error reading server preface: command [kubectl --context= --namespace= exec --container= -i x -- buildctl dial-stdio] has exited with exit status 1, make sure the URL is valid, and Docker 18.09 or later is installed on the remote host: stderr=dial tcp 127.0.0.1:8080: connect: connection refused",
            "kubectl"
        ),
        (
            "time=\"2026-11-22T16:51:40Z\" level=warning msg=\"TLS is not enabled for tcp://0.0.0.0:1234. enabling mutual TLS authentication is highly recommended\"",
            "daemon-without-tls"
        ),
        ("#7 0.061 exec /bin/sh: exec format error", "foreign-platform"),
        ("exec user process caused: exec format error", "foreign-platform"),
        (
            "error: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF",
            "daemon-died"
        ),
        (
            "failed to mount /tmp/buildkit-mount1: [{Type:bind Source:/var/lib/buildkit/runc-native/x Options:[rbind ro]}]: operation not permitted",
            "bind-mount"
        ),
        (
            "auto snapshotter: overlayfs is not available for /x, trying fuse-overlayfs: failed to mount overlay: invalid argument",
            "overlay-on-overlay"
        ),
        (
            "error: failed to solve: failed to push 127.0.0.1:5999/app: failed to do request: Head \"http://127.0.0.1:5999/v2/app\": dial tcp 127.0.0.1:5999: connect: connection refused",
            "registry-refused"
        ),
        (
            "unknown: blob unknown to registry - sha256:bc452332ea92f93a00431683fe57538bebf57bf456be0b8e7aadfc9fe5a250cc",
            "layer-unknown"
        ),
        ("unknown: provided digest did not match uploaded content", "layer-unknown"),
        (
            "error: failed to solve: granting entitlement network.host is not allowed by build daemon configuration",
            "network-host"
        ),
        (
            "error: failed to solve: error getting credentials - err: exec: \"docker-credential-nosuch\": executable file not found in $PATH, out: ``",
            "credential-helper-missing"
        ),
        (
            "WARNING: Error parsing config file (/root/.docker/config.json): illegal base64 data at input byte 0",
            "config-json-broken"
        ),
        (
            "Failed to create credential store from DOCKER_AUTH_CONFIG:  json: unknown field \"credHelpers\"",
            "auth-config-dropped"
        ),
        (
            "error: failed to solve: alpine: failed to resolve source metadata for docker.io/library/alpine:latest: unexpected status from HEAD request to https://registry-1.docker.io/v2/library/alpine/manifests/latest: 429 Too Many Requests",
            "rate-limit"
        ),
        (
            "toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit",
            "rate-limit"
        ),
        (
            "error: failed to solve: failed to push r.example.com/a: unexpected status from POST request to https://r.example.com/v2/a/blobs/uploads/: 503 Service Unavailable",
            "registry-unavailable"
        ),
        (
            "error: failed to solve: failed to push r.example.com/a: unexpected status from PUT request to https://r.example.com/v2/a/manifests/1: 500 Internal Server Error",
            "registry-unavailable"
        ),
        (
            "failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://auth.docker.io/token: 504 Gateway Time-out",
            "registry-unavailable"
        ),
        (
            "error: failed to solve: failed to push r.example.com/a: failed to do request: Put \"https://r.example.com/v2/a/blobs/uploads/1\": net/http: TLS handshake timeout",
            "registry-timeout"
        ),
        (
            "failed to do request: Head \"https://registry-1.docker.io/v2/library/alpine/manifests/3\": dial tcp 54.1.2.3:443: i/o timeout",
            "registry-timeout"
        ),
        (
            "failed to do request: Head \"https://r.example.com/v2/\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)",
            "registry-timeout"
        ),
        (
            "failed to copy: read tcp 10.1.2.3:44444->54.1.2.3:443: read: connection reset by peer", "connection-reset"
        ),
        (
            "failed to do request: Put \"https://r.example.com/v2/a\": write tcp 10.0.0.1:4->10.0.0.2:443: write: broken pipe",
            "connection-reset"
        ),
        ("failed to do request: Head \"https://r.example.com/v2/a/manifests/1\": EOF", "registry-hung-up"),
        (
            "failed to do request: Head \"https://r.example.com/v2/a\": dial tcp: lookup r.example.com on 10.0.0.2:53: server misbehaving",
            "name-server"
        ),
        (
            "failed to do request: Head \"https://r.example.com/v2/a\": dial tcp: lookup r.example.com on 10.0.0.2:53: no such host",
            "registry-unknown"
        ),
        (
            "error: failed to solve: failed to push r.example.com/a: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://gitlab.example.com/jwt/auth: 401 Unauthorized",
            "access-denied"
        ),
        (
            "error: failed to solve: failed to push r.example.com/a: unexpected status from POST request to https://r.example.com/v2/a/blobs/uploads/: 403 Forbidden",
            "access-denied"
        ),
        ("error: failed to solve: failed to push r.example.com/a:1: denied", "access-denied"),
        ("error: failed to solve: failed to push r.example.com/a:1: unauthorized", "access-denied"),
        ("error: failed to solve: failed to push r.example.com/a:1: unavailable", "registry-unavailable"),
        ("error: failed to solve: failed to push r.example.com/a:1: toomanyrequests", "rate-limit"),
        (
            "error: failed to solve: failed to read downloaded context: failed to load cache key: invalid response status 503",
            "registry-unavailable"
        ),
        (
            "error: failed to solve: nosuch: failed to resolve source metadata for docker.io/library/nosuch:latest: docker.io/library/nosuch:latest: not found",
            "base-image-missing"
        ),
        (
            "tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time",
            "tls-expired"
        ),
        (
            "error: failed to solve: failed to push r/a: unexpected status: 413 Request Entity Too Large",
            "registry-full"
        ),
        (
            "error: failed to solve: process \"/bin/sh -c make\" did not complete successfully: exit code: 137",
            "step-killed"
        ),
        ("error: failed to solve: write /var/lib/buildkit/x: no space left on device", "disk-full"),
        (
            "*** WARNING: Service runner-x-project-1-concurrent-0-moby__buildkit-0 probably didn't start properly.",
            "service-not-healthy"
        ),
        (
            workers + "\"transport: Error while dialing: dial tcp 10.0.0.9:1234: i/o timeout\"", "daemon-refused"
        ),
    ])
    func textsAreRecognised(_ line: String, _ id: String) {
        #expect(KnownFailure.occurrences(in: ["some line", line]).map(\.failure.id) == [id])
        #expect(KnownFailure.occurrences(in: ["some line", line]).map(\.line) == [1])
    }

    /// Every signature of the catalogue, with the exception of those that stand for texts nobody has recorded, is shown above
    /// or in the tests of the daemon's log; here each at least matches a line of its own texts.
    @Test func noSignatureIsHiddenByAnother() {
        for failure in KnownFailure.all {
            for signature in failure.signatures {
                let line = signature.joined(separator: " ")
                let first = KnownFailure.all.first { $0.isShown(by: line) }
                #expect(first?.id == failure.id, "\(line) is taken for \(first?.id ?? "nothing")")
            }
        }
    }

    @Test(arguments: [
        ("insufficient_scope: authorization failed", Outcome.notAuthorised),
        ("unexpected status from PUT request to https://r/v2/: 502 Bad Gateway", .transient),
        ("error reading from server: EOF", .unavailable),
        ("error: failed to solve: target stage \"x\" could not be found", .buildFault),
        ("error: failed to solve: failed to load LLB: network.host is not allowed", .configuration),
    ])
    func theClassIsThatOfTheLine(_ line: String, _ outcome: Outcome) {
        #expect(KnownFailure.recognise(in: [line], among: KnownFailure.all)?.outcome == outcome)
    }

    /// Only what passes by itself is tried again, and only what is tried again is told to be.
    @Test func theTransientAreThoseThatPassByThemselves() {
        for failure in KnownFailure.transient { #expect(failure.outcome == .transient, "\(failure.id)") }
        let others = KnownFailure.all.filter { $0.outcome == .transient }.map(\.id)
        #expect(others == KnownFailure.transient.map(\.id) + ["registry-refused"])
        for failure in KnownFailure.access { #expect(failure.outcome == .notAuthorised, "\(failure.id)") }
    }

    @Test func settingsAreLinesToBeWritten() {
        for failure in KnownFailure.all {
            for setting in failure.settings {
                #expect(!setting.lines.isEmpty && setting.lines.allSatisfy { !$0.isEmpty }, "\(failure.id)")
                let isRunner = [.dockerRunner, .kubernetesRunner].contains(setting.place)
                #expect(isRunner == (setting.lines[0] == "[[runners]]"), "\(failure.id)")
                // The engine refuses it: only Docker's command line knows it.
                #expect(!setting.lines.contains { $0.contains("systempaths") }, "\(failure.id)")
            }
        }
    }

    /// What is known about a failure is of use: a sentence each, a page, and lines to write wherever there are some.
    @Test func everyFailureIsExplained() {
        let withoutLines = ["base-image-missing", "tls-expired", "registry-full"]
        for failure in KnownFailure.all {
            for text in [failure.cause, failure.remedy] {
                #expect(text.count > 20 && !text.hasSuffix("."), "\(failure.id)")
            }
            #expect(failure.link.hasPrefix("https://"), "\(failure.id)")
            #expect(failure.settings.isEmpty == withoutLines.contains(failure.id), "\(failure.id)")
        }
        #expect(Set(KnownFailure.all.map(\.id)).count == KnownFailure.all.count)
    }

    /// The daemon may run in the job's container or in that of a service, and GitLab Runner has settings for each; volumes
    /// are mounted in both.
    @Test func settingsOfTheRunnerAreForServicesToo() {
        for failure in KnownFailure.all {
            for setting in failure.settings where [.dockerRunner, .kubernetesRunner].contains(setting.place) {
                let isOfBoth = setting.lines.contains { $0.contains("volumes") }
                #expect(isOfBoth || setting.lines.contains { $0.contains("service") }, "\(failure.id)")
            }
        }
    }

    /// They stand in a job's log as well, when buildkit-run has printed them.
    @Test func noExplanationShowsAFailure() {
        for failure in KnownFailure.all {
            for text in [failure.cause, failure.remedy] + failure.settings.flatMap(\.lines) {
                #expect(KnownFailure.all.first { $0.isShown(by: text) } == nil, "\(failure.id): \(text)")
            }
        }
    }

    @Test func adviceIsNoCause() {
        let line = "TLS is not enabled for tcp://0.0.0.0:1234. enabling mutual TLS authentication is highly recommended"
        #expect(KnownFailure.recognise(in: [line], among: KnownFailure.all) == nil)
        #expect(KnownFailure.occurrences(in: [line, line]).map(\.failure.isAdvice) == [true])
    }

    @Test func aDaemonsLogIsSearchedForItsOwnFailuresOnly() {
        let lines = [
            "buildkitd: could not lock /x, another instance running?", "insufficient_scope: authorization failed",
        ]
        #expect(KnownFailure.recognise(in: lines)?.id == "state-locked")
        #expect(KnownFailure.recognise(in: lines, among: KnownFailure.all)?.id == "scope")
    }
}

/// The recordings of real builds.
@Suite(.enabled(if: Samples.arePresent, Samples.absence)) struct KnownFailureSamplesTests {
    private static let successful = [
        "cached", "cacheexport", "cacheimport", "cacheimportmissing", "check", "clip", "lint", "local", "missingbase",
        "multi", "oci",
        "provenance", "secret", "uncached",
    ]

    @Test(arguments: successful)
    func successfulBuildsShowNone(_ name: String) throws {
        for file in ["\(name).jsonl", "\(name).plain.txt", "\(name).stdout"] {
            guard let lines = try? Samples.lines(file) else { continue }
            #expect(KnownFailure.occurrences(in: lines).map(\.failure.id) == [], "\(file)")
        }
    }

    @Test(arguments: [
        ("failed.jsonl", []), ("failed.plain.txt", []), ("parse.jsonl", []), ("secretmissing.jsonl", []),
        ("cancelled.jsonl", []),
        ("notfound.jsonl", ["bad-target"]), ("pushfail.jsonl", ["registry-refused"]),
    ])
    func failedBuildsShowTheirs(_ file: String, _ ids: [String]) throws {
        #expect(KnownFailure.occurrences(in: try Samples.lines(file)).map(\.failure.id) == ids)
    }

    /// The daemon that wrote these logs started and served.
    @Test(arguments: ["buildkitd-text.log", "buildkitd-json-debug.log"])
    func aHealthyDaemonShowsNoFailureToStart(_ file: String) throws {
        #expect(KnownFailure.recognise(in: try Samples.lines(file)) == nil)
    }
}
