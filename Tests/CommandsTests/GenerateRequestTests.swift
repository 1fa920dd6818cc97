import Foundation
import Testing

/// `generate` with a request file, with options, and with both.
struct GenerateRequestTests {
    private static let file = """
        mode: service
        defaults:
          tags: [latest]
          labels: {a: one}
        images:
          - name: $CI_REGISTRY_IMAGE/api
            context: api
          - name: $CI_REGISTRY_IMAGE/web
            context: web

        """

    @Test func `a file alone says everything`() throws {
        let cli = try CLI()
        try cli.write(Self.file, to: "buildkit-ci.yml")
        let result = try cli.run("generate", "--from", "buildkit-ci.yml")
        #expect(result.status == 0, "\(result.error)")
        #expect(result.output.contains("\nbuild-api:\n") && result.output.contains("\nbuild-web:\n"))
        #expect(try cli.run("generate", "--from", "-", input: Self.file) == result)
    }

    @Test func `options go before the file, and maps are joined`() throws {
        let cli = try CLI()
        try cli.write(Self.file, to: "r.yml")
        let result = try cli.run(
            "generate", "daemonless", "--from", "r.yml", "--tag", "edge", "--label", "b=two", "--print-request")
        #expect(result.status == 0, "\(result.error)")
        #expect(result.output.contains("mode: daemonless\n"))
        #expect(result.output.contains("b: two"))
        #expect(result.output.contains("a: one"))
        let pipeline = try cli.run("generate", "daemonless", "--from", "r.yml", "--tag", "edge", "--label", "b=two")
        #expect(pipeline.output.contains("/api:edge") && pipeline.output.contains("/web:edge"))
        #expect(!pipeline.output.contains(":latest"))
        #expect(pipeline.output.contains("label:a=one") && pipeline.output.contains("label:b=two"))
    }

    @Test(arguments: [
        ["daemonless"],
        ["service", "--no-cache", "--privileged", "--sbom", "--platform", "linux/amd64,linux/arm64"],
        ["remote", "--address", "tcp://b:1", "--tls-ca", "$CA", "--retry", "1", "--run-for", "tags,branches"],
        [
            "daemonless", "--secret", "id=a,env=B", "--build-arg", "A=b=c", "--registry",
            "host=docker.io,username=U,password=P", "--mirror", "docker.io=m1", "--mirror", "docker.io=m2",
            "--daemon-flag", "--oci-worker-gc=false",
        ],
        [
            "daemonless", "--cache-ref", "registry.example.com/cache", "--no-cache-ignore-errors", "--ssh",
            "default=$KEY",
        ],
    ])
    func `the printed request gives the same pipeline`(arguments: [String]) throws {
        let cli = try CLI()
        let printed = try cli.run(["generate"] + arguments + ["--print-request", "--output", "r.yml"])
        #expect(printed == CLI.Result(status: 0, output: "", error: ""))
        let direct = try cli.run(["generate"] + arguments)
        #expect(direct.status == 0, "\(direct.error)")
        #expect(try cli.run("generate", "--from", "r.yml") == direct)
    }

    @Test func `a problem names the place in the file, or the option, that it came from`() throws {
        let cli = try CLI()
        try cli.write("defaults: {retry: 7}\nimages:\n- {name: A}\n- {context: b, tags: [x, 'y z']}\n", to: "r.yml")
        let result = try cli.run("generate", "daemonless", "--from", "r.yml", "--stage", "")
        #expect(result.status == 2)
        #expect(result.output == "")
        for line in [
            "r.yml:3:10: name: \"A\"", "r.yml:4:26: tags[1]: \"y z\" is not a tag", "r.yml:1:19: retry: \"7\"",
            "--stage: the name is empty",
        ] {
            #expect(result.error.contains(line), "\(result.error)")
        }
    }

    @Test func `a file that cannot be read as a request is 2, with the place`() throws {
        let cli = try CLI()
        try cli.write("images:\n- {contxt: a}\n", to: "r.yml")
        let result = try cli.run("generate", "daemonless", "--from", "r.yml")
        #expect(result.status == 2)
        #expect(result.error.contains("r.yml:2:4: error: the key \"contxt\" is unknown in \"images[0]\""))
        #expect(try cli.run("generate", "--from", "absent.yml").status == 3)
    }

    @Test func `the mode has to come from somewhere, and one image's options are for one image`() throws {
        let cli = try CLI()
        try cli.write(Self.file, to: "r.yml")
        #expect(try cli.run("generate").error.contains("MODE: the mode is missing"))
        let named = try cli.run("generate", "--from", "r.yml", "--name", "$CI_REGISTRY_IMAGE/x")
        #expect(named.status == 2)
        #expect(named.error.contains("--name means one image, but \"r.yml\" has 2"))
    }
}
