import Diagnostics
import GitLabCI
import Linting
import ShellSyntax
import Testing

@Suite struct CommandLineTests {
    /// What is flag, value and argument, for command lines on which a table could err: `path | flags | arguments`.
    @Test(arguments: [
        (
            "docker run -w /src -eA=1 --gpus all -it alpine:3 sh -c x",
            "docker run | workdir=/src env=A=1 gpus=all interactive tty | alpine:3 sh -c x"
        ),
        ("docker container run --rm -a STDOUT alpine", "docker container run | rm attach=STDOUT | alpine"),
        ("docker build --pull -t a:1 -f a/Dockerfile .", "docker build | pull tag=a:1 file=a/Dockerfile | ."),
        (
            "docker buildx --builder b build --check --sbom true .",
            "docker buildx build | builder=b check sbom=true | ."
        ),
        (
            "docker buildx imagetools create -p linux/arm64 -t a b",
            "docker buildx imagetools create | platform=linux/arm64 tag=a | b"
        ),
        ("buildah build --pull --layers -t a .", "buildah build | pull layers tag=a | ."),
        (
            "buildah --storage-driver vfs bud --log-level debug --retry 3 .",
            "buildah bud | storage-driver=vfs log-level=debug retry=3 | ."
        ),
        ("buildah pull -a --platform linux/arm64 a", "buildah pull | all-tags platform=linux/arm64 | a"),
        ("podman -c remote build --uts host -c 5 .", "podman build | connection=remote uts=host cpu-shares=5 | ."),
        ("podman push --retry-delay 5s --compress a b", "podman push | retry-delay=5s compress | a b"),
        (
            "skopeo copy --tmpdir /t --src-tls-verify=false --dest-shared-blob-dir d a b",
            "skopeo copy | tmpdir=/t src-tls-verify=false dest-shared-blob-dir=d | a b"
        ),
        ("crane copy --platform linux/amd64 -v a b", "crane copy | platform=linux/amd64 verbose | a b"),
        (
            "kubectl apply --dry-run -f a.yml --field-manager ci",
            "kubectl apply | dry-run filename=a.yml field-manager=ci | "
        ),
        ("kubectl -n x get pods --as ci -L app -w", "kubectl get | namespace=x as=ci label-columns=app watch | pods"),
        ("kubectl exec -it pod -- sh -c x", "kubectl exec | stdin tty | pod -- sh -c x"),
        (
            "buildkitd --log-level debug --oci-cni-pool-size 4 --addr unix:///a",
            "buildkitd | log-level=debug oci-cni-pool-size=4 addr=unix:///a | "
        ),
        ("buildkit-run meta --tags type=sha", "buildkit-run meta | tags=type=sha | "),
        (
            "buildkit-run login --registry a -u b --password-stdin",
            "buildkit-run login | registry=a username=b password-stdin | "
        ),
        (
            "/kaniko/executor --whitelist-var-run --push-retry 3 -d a",
            "kaniko | whitelist-var-run push-retry=3 destination=a | "
        ),
    ])
    func isRead(_ script: String, as expected: String) throws {
        let file = SourceFile(name: ".gitlab-ci.yml", text: "job:\n  script:\n    - \(script)\n")
        let project = MemoryProject(texts: [:])
        let report = PipelineLoader(LoadingEnvironment(files: project)).load(file)
        let pipeline = try #require(LintedPipeline(report, of: file, in: project, isComponent: false))
        let line = try #require(pipeline.job(named: "job")?.commands.first?.line)
        let flags = line.flags.map { flag in flag.name + (flag.value.map { "=\($0.text)" } ?? "") }
        let parts = [line.path.joined(separator: " "), flags.joined(separator: " ")]
        #expect((parts + [line.arguments.map(\.text).joined(separator: " ")]).joined(separator: " | ") == expected)
        #expect(line.flags.filter { !$0.isKnown }.map(\.written) == [])
    }
}
