import BuildKit
import Testing

/// Every row of the table of options, with what buildctl was seen to accept.
@Suite struct BuildctlPlanTests {
    private static let quiet = ["BUILDX_NO_DEFAULT_ATTESTATIONS": "1"]

    private static func plan(
        _ line: String, _ variables: [String: String] = quiet, proxies: [String: String] = [:]
    ) throws -> BuildctlPlan {
        try BuildctlPlan(
            BuildxArguments(ShellWords.split(line)), in: BuildxEnvironment(variables: variables, proxies: proxies))
    }

    /// The words behind those that a plain `--output type=local,dest=o .` has, too.
    private static func words(_ line: String, _ variables: [String: String] = quiet) throws -> String {
        let common = ["build", "--frontend", "dockerfile.v0", "--local", "context=.", "--local", "dockerfile=."]
        let words = try plan("-o o \(line) .", variables).arguments
        #expect(words.starts(with: common), "\(words)")
        let output = ["--output", "type=local,dest=o"]
        guard let place = words.firstRange(of: output) else { return "no output in \(words)" }
        return (words[common.count..<place.lowerBound] + words[place.upperBound...]).joined(separator: " ")
    }

    @Test(arguments: [
        ("--build-arg A=1", "--opt build-arg:A=1"), ("--build-arg A", "--opt build-arg:A=from-env"),
        ("--build-arg UNSET", ""),
        ("--build-arg A=x=y", "--opt build-arg:A=x=y"), ("--build-arg A=", "--opt build-arg:A="),
        ("--build-arg BUILDKIT_INLINE_CACHE=1", "--export-cache type=inline"),
        ("--build-arg BUILDKIT_INLINE_CACHE=0", ""),
        ("--build-arg BUILDKIT_MULTI_PLATFORM=1", "--opt multi-platform=true"),
        ("--build-arg BUILDKIT_CONTEXT_KEEP_GIT_DIR=1", "--opt build-arg:BUILDKIT_CONTEXT_KEEP_GIT_DIR=1"),
        ("--target prod", "--opt target=prod"), ("--label k=v=w", "--opt label:k=v=w"), ("--label k", "--opt label:k="),
        ("--platform linux/amd64,linux/arm64", "--opt platform=linux/amd64,linux/arm64"),
        ("--platform linux/amd64 --platform linux/arm64", "--opt platform=linux/amd64,linux/arm64"),
        ("--cache-from user/app:cache", "--import-cache type=registry,ref=user/app:cache"),
        ("--cache-from type=local,src=c", "--import-cache type=local,src=c"),
        ("--cache-to type=registry,ref=r/a:c,mode=max", "--export-cache type=registry,ref=r/a:c,mode=max"),
        ("--cache-to r/a:c", "--export-cache type=registry,ref=r/a:c"),
        ("--cache-to type=inline", "--export-cache type=inline"),
        ("--no-cache", "--no-cache"), ("--no-cache=false", ""),
        ("--no-cache-filter a,b --no-cache-filter c", "--opt no-cache=a,b,c"),
        ("--pull", "--opt image-resolve-mode=pull"), ("--secret id=t,env=TOKEN", "--secret id=t,env=TOKEN"),
        ("--secret id=t,src=f", "--secret id=t,src=f"), ("--ssh default", "--ssh default"),
        ("--network default", ""), ("--network none", "--opt force-network-mode=none"),
        ("--network host", "--opt force-network-mode=host --allow network.host"),
        ("--network=host --allow network.host", "--opt force-network-mode=host --allow network.host"),
        ("--add-host h:1.2.3.4 --add-host h2=5.6.7.8", "--opt add-hosts=h=1.2.3.4,h2=5.6.7.8"),
        ("--add-host h:[::1]", "--opt add-hosts=h=::1"), ("--add-host h:::1", "--opt add-hosts=h=::1"),
        ("--shm-size 64m", "--opt shm-size=67108864"), ("--shm-size 1024", "--opt shm-size=1024"),
        ("--ulimit nofile=1:2 --ulimit nproc=3", "--opt ulimit=nofile=1:2,nproc=3"),
        ("--cgroup-parent p", "--opt cgroup-parent=p"),
        ("-m 1g", "--opt memory=1073741824"), ("--memory-swap -1", "--opt memswap=-1"),
        ("-c 512", "--opt cpushares=512"),
        ("--cpu-period 1 --cpu-quota 2", "--opt cpuperiod=1 --opt cpuquota=2"),
        ("--cpuset-cpus 0,1 --cpuset-mems 0", "--opt cpusetcpus=0,1 --opt cpusetmems=0"),
        ("--resource memory=1k", "--opt memory=1024"), ("--provenance=true", "--opt attest:provenance=mode=min"),
        ("--provenance mode=max", "--opt attest:provenance=mode=max"), ("--provenance=false", ""),
        ("--sbom=true", "--opt attest:sbom="),
        ("--sbom generator=img", "--opt attest:sbom=generator=img"),
        ("--attest type=sbom,generator=img", "--opt attest:sbom=generator=img"),
        ("--attest type=provenance,disabled=true", ""),
        ("--attest type=provenance,mode=max", "--opt attest:provenance=mode=max"),
        ("--build-context n=dir", "--opt context:n=local:n --local n=dir"),
        ("--build-context context=dir", "--opt context:context=local:_context --local _context=dir"),
        ("--build-context n=docker-image://alpine", "--opt context:n=docker-image://alpine"),
        ("--build-context n=https://x/y.git", "--opt context:n=https://x/y.git"),
        ("--build-context n=oci-layout://d@sha256:00", "--oci-layout n=d --opt context:n=oci-layout://n@sha256:00"),
        ("--allow security.insecure,network.host", "--allow security.insecure --allow network.host"),
        ("--iidfile f", ""), ("--metadata-file m.json", "--metadata-file m.json"),
        ("--progress plain", "--progress plain"),
        ("--progress auto", ""), ("--progress none", "--progress quiet"), ("--progress rawjson", "--progress rawjson"),
        ("-q", "--progress quiet"), ("--annotation a=b", ""), ("--squash --rm --force-rm --compress", ""),
        ("--isolation x --security-opt y", ""),
    ])
    func optionsBecomeBuildctls(_ line: String, _ words: String) throws {
        #expect(try Self.words(line, Self.quiet.merging(["A": "from-env"]) { $1 }) == words)
    }

    @Test(arguments: [
        ("-o o ctx", "--local context=ctx --local dockerfile=ctx --output type=local,dest=o"),
        (
            "-o o -f d/My.Dockerfile ctx",
            "--local context=ctx --local dockerfile=d --opt filename=My.Dockerfile --output type=local,dest=o"
        ),
        (
            "-o o -f My.Dockerfile ctx",
            "--local context=ctx --local dockerfile=. --opt filename=My.Dockerfile --output type=local,dest=o"
        ),
        ("-o o -f /My ctx", "--local context=ctx --local dockerfile=/ --opt filename=My --output type=local,dest=o"),
        ("-o o https://x/y.git#main", "--opt context=https://x/y.git#main --output type=local,dest=o"),
        (
            "-o o -f a/D git@x:y.git",
            "--opt context=git@x:y.git --opt filename=a/D --output type=local,dest=o --ssh default"
        ),
        ("-o - .", "--local context=. --local dockerfile=. --output type=tar,dest=-"),
        (
            "--push -t r/a:1 -t r/a:2 .",
            "--local context=. --local dockerfile=. --output type=image,\"name=r/a:1,r/a:2\",push=true"
        ),
        ("-tr/a:1 .", "--local context=. --local dockerfile=. --output type=image,name=r/a:1"),
        (
            "-t=r/a:1 -o type=registry .",
            "--local context=. --local dockerfile=. --output type=image,name=r/a:1,push=true"
        ),
        (
            "-o type=image,name=r/a,compression=zstd --push .",
            "--local context=. --local dockerfile=. --output type=image,name=r/a,compression=zstd,push=true"
        ),
        ("-t a -o type=oci,dest=i.tar .", "--local context=. --local dockerfile=. --output type=oci,name=a,dest=i.tar"),
        (
            "-t a -o type=docker,dest=i.tar .",
            "--local context=. --local dockerfile=. --output type=docker,name=a,dest=i.tar"
        ),
        ("-o type=cacheonly .", "--local context=. --local dockerfile=."),
        ("--check -t a .", "--local context=. --local dockerfile=. --opt requestid=frontend.lint"),
        ("--call outline .", "--local context=. --local dockerfile=. --opt requestid=frontend.outline"),
        ("--call=targets .", "--local context=. --local dockerfile=. --opt requestid=frontend.targets"),
        (".", "--local context=. --local dockerfile=."),
        (
            "-o type=image,name=a --annotation k=v --annotation 'index,manifest[linux/amd64]:k=a,b' .",
            "--local context=. --local dockerfile=. --output type=image,name=a,annotation.k=v,\"annotation-index.k=a,b\",\"annotation-manifest[linux/amd64].k=a,b\""
        ),
    ])
    func sourcesAndOutputs(_ line: String, _ words: String) throws {
        #expect(try Self.plan(line).arguments.dropFirst(3).joined(separator: " ") == words)
    }

    @Test func debugIsAGlobalOption() throws {
        #expect(try Self.plan("-D --iidfile i .").arguments.prefix(2) == ["--debug", "build"])
        #expect(try Self.plan("-D --iidfile i .").iidFile == "i")
        #expect(try Self.plan("--metadata-file=m .").metadataFile == "m")
        #expect(try Self.plan("-Dqt a -- .").arguments.contains("quiet"))
    }

    @Test func anotherFrontendIsAGateway() throws {
        let words = try Self.plan("-o o --build-arg BUILDKIT_SYNTAX=docker/dockerfile:1 .").arguments
        #expect(words.prefix(3) == ["build", "--frontend", "gateway.v0"])
        #expect(words.contains("source=docker/dockerfile:1") && words.contains("cmdline=docker/dockerfile:1"))
    }

    @Test func provenanceIsBuildxsUnlessSwitchedOff() throws {
        let standard = "attest:provenance=mode=min,inline-only=true"
        #expect(try Self.plan("-t a --push .", [:]).arguments.contains(standard))
        for line in ["--provenance=false -t a .", "--check .", "--attest type=provenance,mode=max -t a ."] {
            #expect(try !Self.plan(line, [:]).arguments.contains(standard))
        }
        #expect(try Self.plan("--sbom=true -t a .", [:]).arguments.contains(standard))
    }

    @Test func surroundingsBecomeBuildArguments() throws {
        let file = try CredentialsFile(parsing: #"{"proxies":{"default":{"httpProxy":"http://p:1","noProxy":"x"}}}"#)
        #expect(
            file.proxyArguments == [
                "HTTP_PROXY": "http://p:1", "http_proxy": "http://p:1", "NO_PROXY": "x", "no_proxy": "x",
            ])
        let words = try Self.plan(
            "--build-arg HTTP_PROXY=mine .", ["SOURCE_DATE_EPOCH": "0"], proxies: file.proxyArguments
        ).arguments
        #expect(words.contains("build-arg:HTTP_PROXY=mine") && !words.contains("build-arg:HTTP_PROXY=http://p:1"))
        #expect(words.contains("build-arg:no_proxy=x") && words.contains("build-arg:SOURCE_DATE_EPOCH=0"))
    }

    @Test(arguments: [
        ("", "the context is missing"), (". .", "give one"), ("--nosuch .", "\"--nosuch\" is unknown"),
        ("-Z .", "\"-Z\" is unknown"),
        ("-", "standard input"), ("-f - .", "standard input"), ("-f https://x/Dockerfile .", "is a URL"),
        (". -t", "needs a value"),
        ("--push=maybe .", "write true or false"), ("--load .", "type=docker,dest=image.tar"),
        ("-o type=docker .", "type=docker,dest="),
        ("-o type=docker,dest=x --platform a,b .", "type=oci"), ("-o type=oci .", "add dest="),
        ("-o type=nosuch,dest=x .", "unknown type"),
        ("-o dest=x .", "has no type"), ("-o 'type=image,\"name=a' .", "does not end"), ("--push .", "give -t"),
        ("-t a,b .", "an option of its own"),
        ("--builder b .", "--addr or BUILDKIT_HOST"), ("--policy p .", "--source-policy-file"),
        ("--detach .", "leave it out"),
        ("--print outline .", "--call outline"), ("--call nosuch .", "write build, check"),
        ("--call check,format=json .", "text only"),
        ("--no-cache --no-cache-filter a .", "exclude each other"), ("--network bridge .", "default, none and host"),
        ("--add-host h .", "host=address"), ("--add-host h:host-gateway .", "host-gateway"),
        ("--shm-size big .", "no size"),
        ("--ulimit nofile .", "name=soft"), ("--cpu-quota x .", "whole number"), ("--resource gpu=1 .", "unknown"),
        ("--attest mode=max .", "has no type"), ("--build-context dir .", "name=directory"),
        ("--build-context n=oci-layout://d .", "has no digest"),
        ("--build-context n=target:b .", "only bake files have"),
        ("--cache-to type=s3,bucket=b,secret_access_key=k3y .", "secret_access_key=[MASKED] holds a secret"),
        ("--cache-from type=s3,session_token=k3y .", "leave session_token out"), ("--label =v .", "has no key"),
        ("--annotation k -t a .", "no key and value"),
        ("--annotation image:k=v -t a .", "unknown level"), ("--cache-to type=gha .", "GitHub"),
        ("--cache-from ref=a .", "has no type"),
        ("--secret src=f .", "has no id"), ("--progress fancy .", "unknown"), ("--build-arg =x .", "has no name"),
    ])
    func refusalsSayWhatToDoInstead(_ line: String, _ words: String) {
        do {
            _ = try Self.plan(line)
            Issue.record("\(line) was accepted")
        } catch { #expect("\(error)".contains(words), "\(error)") }
    }

    @Test(arguments: [
        ("--squash -t a --push .", ["--squash"]), ("-t a .", ["add --push"]), (".", ["cache only"]),
        ("-t a --push --cache-to r/a:c .", ["mode=max"]),
        ("-t a --push --build-arg NPM_TOKEN=x .", ["--secret id=NPM_TOKEN"]),
        ("--load=false --detach=false -t a --push .", []),
        ("-t a --push --network host .", ["--allow-insecure-entitlement"]),
    ])
    func whatDiffersIsNoted(_ line: String, _ words: [String]) throws {
        let notes = try Self.plan(line).notes
        #expect(notes.count == words.count, "\(notes)")
        for (note, word) in zip(notes, words) { #expect(note.contains(word)) }
    }

    @Test(
        arguments: [
            ("0", 0), ("64m", 67_108_864), ("64MB", 67_108_864), ("1.5GiB", 1_610_612_736), ("1 k", 1_024),
            ("2t", 2_199_023_255_552),
            ("", nil), ("m", nil), ("1x", nil), ("-1", nil), ("1.2.3", nil), ("99999999p", nil),
        ] as [(String, Int?)])
    func sizesAreRead(_ text: String, _ bytes: Int?) {
        #expect(ByteSize.bytes(text) == bytes)
    }

    @Test func theTableIsSound() {
        #expect(Set(BuildxOption.all.map(\.name)).count == BuildxOption.all.count)
        let shorts = BuildxOption.all.compactMap(\.short)
        #expect(Set(shorts).count == shorts.count)
        #expect(BuildxOption.all.map(\.name) == BuildxOption.all.map(\.name).sorted())
        for field in BuildxOption.Field.allCases {
            #expect(BuildxOption.all.contains { $0.effect == .sets(field) }, "\(field)")
        }
    }
}
