import BuildKit
import Diagnostics
import Testing

@testable import BuildRequests

/// The request file: what is read, what is written, what is refused.
struct RequestFileTests {
    private func read(_ text: String) -> RequestFile {
        RequestFile(SourceFile(name: RequestFile.name, text: text))
    }

    private func findings(_ text: String) -> [String] {
        read(text).diagnostics.map { "\($0.primary): \($0.message)" }
    }

    @Test(arguments: 0..<300) func `what is written is read back the same`(seed: Int) {
        var random = RandomRequest(seed: UInt64(seed))
        let request = random.request()
        let file = read(request.text)
        // Without any key there is no document.
        guard request != BuildRequest() else { return }
        #expect(file.diagnostics == [], "\(request.text)")
        #expect(file.request == request, "\(request.text)")
        #expect(file.request.text == request.text)
    }

    @Test func `a file of several images`() throws {
        let file = read(
            """
            mode: service
            runner: buildkit-run
            registries: [gitlab, {host: docker.io, username: HUB_USER, password: HUB_TOKEN}]
            mirrors:
              docker.io: mirror.example.com
            defaults:
              tags: [latest, 1.10]
              labels: {a: one, b: two}
              cache: none
            images:
              - name: $CI_REGISTRY_IMAGE/api
                context: api
              - name: [$CI_REGISTRY_IMAGE/web, docker.io/acme/web]
                tags: edge
                labels: {b: 2, c: yes}
                secrets:
                  - {id: npm, env: NPM_TOKEN}
                  - {id: key, src: $KEY}
                cache: {type: registry, ref: $CI_REGISTRY_IMAGE/cache}
            """)
        #expect(file.diagnostics == [])
        #expect(file.request.mode == .service)
        #expect(file.request.runner == .buildkitRun)
        #expect(
            file.request.registries.logins == [
                .gitlab, .named(host: "docker.io", userVariable: "HUB_USER", passwordVariable: "HUB_TOKEN"),
            ])
        #expect(file.request.registries.mirrors == ["docker.io": ["mirror.example.com"]])
        let images = file.request.completeImages
        try #require(images.count == 2)
        #expect(images[0].naming.tags == ["latest", "1.10"])
        #expect(images[0].cache.type == CacheSettings.CacheType.none)
        #expect(images[1].naming.names == ["$CI_REGISTRY_IMAGE/web", "docker.io/acme/web"])
        #expect(images[1].naming.tags == ["edge"])
        #expect(images[1].naming.labels == ["a": "one", "b": "2", "c": "yes"])
        #expect(
            images[1].inputs.secrets == [
                SecretSource(id: "npm", origin: .variable("NPM_TOKEN")), SecretSource(id: "key", origin: .file("$KEY")),
            ])
        #expect(images[1].cache.type == .registry)
        #expect(file.places["images[1].cache.ref"]?.startPosition.description == "19:34")
    }

    @Test(arguments: [
        ("mod: service", "1:1: the key \"mod\" is unknown; did you mean \"mode\"?"),
        (
            "mode: servce",
            "1:7: \"mode\" is \"servce\", but must be one of daemonless, service, remote, kubernetes; did you mean \"service\"?"
        ),
        ("mode: [service]", "1:7: \"mode\" is a list, but must be one of daemonless, service, remote, kubernetes"),
        ("mode:\n", "1:6: \"mode\" has no value, but must be one of daemonless, service, remote, kubernetes"),
        ("images:\n", "1:8: \"images\" has no value; write a list, or leave the key out"),
        (
            "images:\n- contex: x",
            "2:3: the key \"contex\" is unknown in \"images[0]\"; did you mean \"context\"?"
        ),
        ("images: [app]", "1:10: \"images[0]\" is \"app\", but must be a map"),
        (
            "defaults: {sbom: maybe}",
            "1:18: \"defaults.sbom\" is \"maybe\", but must be true or false"
        ),
        ("defaults: {retry: often}", "1:19: \"defaults.retry\" is \"often\", but must be a whole number"),
        ("defaults: {labels: [a]}", "1:20: \"defaults.labels\" is a list, but must be a map of names to texts"),
        (
            "defaults: {cache: registri}",
            "1:19: \"defaults.cache\" is \"registri\", but must be one of registry, inline, none; did you mean \"registry\"?"
        ),
        (
            "defaults: {secrets: [{id: a}]}",
            "1:22: a secret has no source; write env: and a variable's name, or src: and a file"
        ),
        ("defaults: {secrets: [{env: A}]}", "1:22: a secret has no id; write id: and the id in the Dockerfile"),
        ("defaults: {secrets: [{id: a, env: A, src: b}]}", "1:22: a secret has both env and src; leave one out"),
        (
            "defaults: {secrets: [token]}",
            "1:22: \"defaults.secrets[0]\" is \"token\", but must be a map with id, and env or src"
        ),
        (
            "registries: [gitlb]",
            "1:14: \"registries[0]\" is \"gitlb\", but must be gitlab, dependency-proxy, or a map with host, username and password; did you mean \"gitlab\"?"
        ),
        (
            "registries: [{host: a.example}]",
            "1:14: a registry needs host:, username: and password:, the last two with the names of variables"
        ),
        ("mode: remote\nmode: service", "2:1: the key \"mode\" is there twice; leave one out"),
        ("mode: remote\n---\nmode: remote", "3:1: there is a second document; a request is one document"),
        ("", "1:1: the file is empty; write at least \"images:\" with one image"),
        ("- a", "1:1: the file is a list, but must be a map"),
        (
            "<<: {mode: remote}",
            "1:1: the key \"<<\" is unknown; merge keys are not understood; put what images share under defaults"
        ),
        ("? [a]\n: b", "1:3: a key is a list or a map; write a name"),
        (
            "mode: *x",
            "1:7: \"mode\" is an alias without an anchor, but must be one of daemonless, service, remote, kubernetes"
        ),
    ])
    func `what is wrong is said with its place and what to write`(text: String, finding: String) {
        #expect(findings(text) == ["\(RequestFile.name):\(finding)"])
    }

    @Test func `a file that is not YAML or not UTF-8`() {
        #expect(findings("mode: [").count == 1)
        let file = RequestFile(SourceFile(name: "r.yml", bytes: [0x61, 0x3A, 0x20, 0xFF]))
        #expect(
            file.diagnostics.map { "\($0.primary): \($0.message)" } == [
                "r.yml:1:4: the file is not UTF-8; save it as UTF-8"
            ])
    }

    @Test func `everything wrong is said at once`() {
        #expect(findings("mode: x\nrunner: y\ndefaults: {z: 1}\nimages: [{retry: a}]").count == 4)
    }

    @Test func `the table names every key once, with a meaning`() {
        let table = BuildRequest.table
        #expect(Set(table.map(\.path)).count == table.count)
        #expect(
            table.contains { $0.path == "images[].cache.type" && $0.standard == "registry" && $0.flag == "--cache" })
        for row in table {
            #expect(!row.meaning.isEmpty && !row.meaning.hasSuffix("."), "\(row.path)")
        }
        let flags = table.compactMap(\.flag)
        #expect(Set(flags).count == flags.count)
    }
}
