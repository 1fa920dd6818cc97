import BuildKit
import Testing

/// The examples that docker/metadata-action documents, with GitLab's variables in the place of GitHub's.
@Suite struct MetadataRequestTests {
    private static let common = [
        "CI_COMMIT_SHA": "860c1904a1ce19322e91ac35af1ab07466440c37", "CI_DEFAULT_BRANCH": "master",
        "CI_PIPELINE_CREATED_AT": "2020-01-10T00:30:00Z", "CI_COMMIT_TIMESTAMP": "2019-12-31T23:00:00+00:00",
        "CI_PROJECT_TITLE": "Hello-World", "CI_PROJECT_DESCRIPTION": "This your first repo!",
        "CI_PROJECT_URL": "https://gitlab.com/octocat/Hello-World", "CI_PIPELINE_SOURCE": "push",
    ]

    private static func context(_ ref: String, _ more: [String: String] = [:]) throws -> MetadataContext {
        var environment = common
        if ref.hasPrefix("refs/heads/") { environment["CI_COMMIT_BRANCH"] = String(ref.dropFirst(11)) }
        if ref.hasPrefix("refs/tags/") { environment["CI_COMMIT_TAG"] = String(ref.dropFirst(10)) }
        if ref.hasPrefix("!") {
            environment["CI_MERGE_REQUEST_IID"] = String(ref.dropFirst())
            environment["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = "master"
            environment["CI_PIPELINE_SOURCE"] = "merge_request_event"
        }
        var context = try MetadataContext(
            environment: environment.merging(more) { $1 }, now: Instant(seconds: 0))
        let tokyo = try #require(Base64.decoded(TimeZoneTests.tokyo))
        context.zone = { zone in
            switch zone {
            case "Asia/Tokyo": .file(tokyo)
            case "Broken/File": .file([])
            case "Nowhere/AtAll": .noDatabase
            default: .unknown
            }
        }
        return context
    }

    private static func resolve(
        _ ref: String, _ tags: [String], flavor: [String] = [], images: [String] = [], _ more: [String: String] = [:]
    ) throws -> ImageMetadata {
        var request = MetadataRequest()
        request.tags = tags
        request.flavor = flavor
        request.images = images
        return try request.resolved(in: context(ref, more))
    }

    @Test(arguments: [
        ("!2", ["mr-2"]), ("refs/heads/master", ["master"]), ("refs/heads/releases/v1", ["releases-v1"]),
        ("refs/tags/v1.2.3", ["v1.2.3", "latest"]), ("refs/tags/v2.0.8-beta.67", ["v2.0.8-beta.67", "latest"]),
        ("", []),
    ])
    func withoutRules(_ ref: String, _ tags: [String]) throws {
        #expect(try Self.resolve(ref, []).tagNames == tags)
    }

    @Test(arguments: [
        ("!2", ["mr-2"]), ("refs/heads/master", ["master"]), ("refs/heads/releases/v1", ["releases-v1"]),
        ("refs/tags/v1.2.3", ["1.2.3", "1.2", "latest"]), ("refs/tags/v2.0.8-beta.67", ["2.0.8-beta.67"]),
    ])
    func withSemanticVersions(_ ref: String, _ tags: [String]) throws {
        let rules = [
            "type=ref,event=branch", "type=ref,event=pr", "type=semver,pattern={{version}}",
            "type=semver,pattern={{major}}.{{minor}}",
        ]
        #expect(try Self.resolve(ref, rules).tagNames == tags)
    }

    @Test func severalImagesHaveAllTags() throws {
        let rules = [
            "type=sha", "type=semver,pattern={{major}}.{{minor}}", "type=semver,pattern={{version}},priority=901",
        ]
        let metadata = try Self.resolve(
            "refs/tags/v1.2.3", rules, images: ["Name/App", "name=ghcr.io/name/bar", "name=off,enable=false"])
        #expect(
            metadata.tags == [
                "name/app:1.2.3", "name/app:1.2", "name/app:sha-860c190", "name/app:latest", "ghcr.io/name/bar:1.2.3",
                "ghcr.io/name/bar:1.2", "ghcr.io/name/bar:sha-860c190", "ghcr.io/name/bar:latest",
            ])
        #expect(metadata.version == "1.2.3")
    }

    @Test(arguments: [
        ("v1.2.3", "type=semver,pattern={{raw}}", "v1.2.3"), ("v1.2.3", "type=semver,pattern={{version}}", "1.2.3"),
        ("v1.2.3", "type=semver,pattern={{major}}.{{minor}}", "1.2"),
        ("v1.2.3", "type=semver,pattern=v{{major}}", "v1"),
        ("v1.2.3", "type=semver,pattern={{minor}}", "2"), ("v1.2.3", "type=semver,pattern={{patch}}", "3"),
        ("p1/v1.2.3", #"type=semver,pattern={{version}},match=v(\d.\d.\d)$"#, "1.2.3"),
        ("v2.0.8-beta.67", "type=semver,pattern={{raw}}", "v2.0.8-beta.67"),
        ("v2.0.8-beta.67", "type=semver,pattern={{ raw }}", "v2.0.8-beta.67"),
        ("v2.0.8-beta.67", "type=semver,pattern={{version}}", "2.0.8-beta.67"),
        ("v2.0.8-beta.67", "type=semver,pattern={{major}}", "2.0.8-beta.67"),
        ("v2.0.8-beta.67", "type=semver,pattern={{major}}.{{minor}}", "2.0.8-beta.67"),
        ("v9.5.7-alpha.2+fork.3.1.8", "type=semver,pattern={{raw}}", "v9.5.7-alpha.2-fork.3.1.8"),
        ("1.2.3", "type=pep440,pattern={{raw}}", "1.2.3"), ("v1.2.3", "type=pep440,pattern={{version}}", "1.2.3"),
        ("1.2.3", "type=pep440,pattern={{major}}.{{minor}}", "1.2"), ("1.2.3", "type=pep440,pattern=v{{major}}", "v1"),
        ("v1.2.3rc2", "type=pep440,pattern={{raw}}", "v1.2.3rc2"),
        ("1.2.3rc2", "type=pep440,pattern={{version}}", "1.2.3rc2"),
        ("p1/v1.2.3", #"type=pep440,pattern={{version}},match=v(\d.\d.\d)$"#, "1.2.3"),
        ("1.2.3rc2", "type=pep440,pattern={{major}}.{{minor}}", "1.2.3rc2"),
        ("1.2.3post1", "type=pep440,pattern={{major}}.{{minor}}", "1.2.3.post1"),
        ("1.2.3beta2", "type=pep440,pattern={{major}}.{{minor}}", "1.2.3b2"),
        ("1.0dev4", "type=pep440,pattern={{major}}.{{minor}}", "1.0.dev4"),
        ("1.2", "type=pep440,pattern={{major}}.{{minor}}.{{patch}}", "1.2.0"),
        ("v1.2.3", #"type=match,pattern=\d.\d.\d"#, "1.2.3"),
        ("v2.0.8-beta.67", "type=match,pattern=v(.*),group=1", "2.0.8-beta.67"),
        ("v2.0.8-beta.67", #"type=match,pattern=v(\d.\d),group=1"#, "2.0"),
        ("20200110-RC2", #"type=match,pattern=\d+"#, "20200110"),
        ("p1/v1.2.3", #"type=match,pattern=p1/v(\d.\d.\d),group=1"#, "1.2.3"),
        ("20200110-RC2", #"type=match,pattern=\d{8}"#, "20200110"),
        ("20200110-RC2", "type=match,pattern=(.*)-RC,group=1", "20200110"),
        ("20200110-RC2", #"type=match,"pattern=^\d+-RC\d{1,2}""#, "20200110-RC2"),
        ("v2.0.8-beta.67", "type=match,pattern=v(.*)-beta.(.*),group=2", "67"),
        ("V1.2.3", #"type=match,"pattern=/^v(\d.\d.\d)$/i",group=1"#, "1.2.3"),
        ("v1.2.3", #"type=match,"pattern=/\d/g",group=1"#, "2"), ("release1", "type=ref,event=tag", "release1"),
    ])
    func theTablesOfTheTypes(_ tag: String, _ rule: String, _ expected: String) throws {
        #expect(try Self.resolve("refs/tags/\(tag)", [rule]).version == expected)
    }

    @Test(arguments: [
        ("type=schedule", "nightly"), ("type=schedule,pattern=nightly", "nightly"),
        ("type=schedule,pattern={{date 'YYYYMMDD'}}", "20200110"),
        ("type=schedule,pattern={{date 'YYYYMMDD-HHmmss' tz='Asia/Tokyo'}}", "20200110-093000"),
        ("type=schedule,pattern={{date 'YYYYMMDD-HHmmss' tz='+09:00'}}", "20200110-093000"),
        ("type=schedule,pattern=src-{{commit_date 'YYYYMMDD-HHmmss' tz='Asia/Tokyo'}}", "src-20200101-080000"),
    ])
    func schedules(_ rule: String, _ tag: String) throws {
        let scheduled = ["CI_PIPELINE_SOURCE": "schedule"]
        #expect(try Self.resolve("refs/heads/master", [rule], scheduled).tagNames == [tag])
        #expect(try Self.resolve("refs/heads/master", [rule]).tagNames == [])
        #expect(try Self.resolve("refs/heads/master", [], scheduled).tagNames == ["nightly", "master"])
    }

    @Test(arguments: [
        ("refs/heads/master", "type=edge", ["edge"]), ("refs/heads/dev", "type=edge", []),
        ("refs/heads/dev", "type=edge,branch=dev", ["edge"]), ("refs/heads/master", "type=edge,branch=dev", []),
        ("!2", "type=edge", []), ("refs/heads/my/branch", "type=ref,event=branch", ["my-branch"]),
        ("!2", "type=ref,event=pr,prefix=pr-", ["pr-2"]), ("!2", "type=ref,event=mr", ["mr-2"]),
        ("refs/heads/master", "type=raw,value=foo", ["foo"]), ("refs/heads/master", "type=raw,foo", ["foo"]),
        ("refs/heads/master", "foo", ["foo"]), ("refs/heads/master", "type=sha", ["sha-860c190"]),
        ("refs/heads/master", "type=sha,format=long", ["sha-860c1904a1ce19322e91ac35af1ab07466440c37"]),
        ("refs/heads/master", "type=sha,prefix={{branch}}-", ["master-860c190"]),
        ("refs/heads/my/branch", "type=raw,value=mytag-{{branch}}-{{sha}}", ["mytag-my-branch-860c190"]),
        ("refs/heads/master", "type=raw,value=latest,enable={{is_default_branch}}", ["latest"]),
        ("refs/heads/dev", "type=raw,value=latest,enable={{is_default_branch}}", []),
        ("refs/heads/dev", "type=raw,value=notdefbranch,enable={{is_not_default_branch}}", ["notdefbranch"]),
        ("refs/tags/v1.2.3", "type=raw,value=x,enable={{is_default_branch}}", []),
        ("refs/tags/v1.2.3", "type=raw,{{tag}}-{{sha}}-foo", ["v1.2.3-860c190-foo"]),
        ("refs/heads/master", "type=raw,value=t{{tag}}", ["t"]), ("!2", "type=raw,value=b{{branch}}", ["b"]),
        ("!2", "type=raw,value=baseref-{{base_ref}}", ["baseref-master"]),
        ("refs/heads/master", "type=raw,value=baseref-{{base_ref}}", ["baseref-"]),
        ("refs/heads/dev", "type=semver,pattern={{version}},value=v1.0.0", ["1.0.0", "latest"]),
        (
            "refs/heads/dev", #"type=semver,pattern={{version}},value=p1/v1.0.0,match=v(\d.\d.\d)$"#,
            ["1.0.0", "latest"]
        ),
        ("refs/heads/dev", "type=match,pattern=v(.*),group=1,value=v1.0.0", ["1.0.0", "latest"]),
        ("refs/heads/dev", "type=match,enable=false,pattern=v(.*),group=1,value=v1.0.0", []),
        ("refs/heads/dev", "type=raw,value=mytag-{{date 'YYYYMMDD'}}", ["mytag-20200110"]),
        ("refs/heads/dev", "TYPE=raw,Value=a=b", ["a-b"]), ("refs/heads/dev", "type=raw,value=", []),
        ("refs/heads/dev", "type=raw,value={{tag}}", []), ("refs/heads/dev", "type=raw,\"value=a,b\"", ["a-b"]),
    ])
    func otherTypesAndExpressions(_ ref: String, _ rule: String, _ tags: [String]) throws {
        #expect(try Self.resolve(ref, [rule]).tagNames == tags)
    }

    @Test(
        arguments: [
            (["latest=true"], "refs/heads/dev", ["type=ref,event=branch"], ["dev", "latest"]),
            (["latest=false"], "refs/tags/v1.2.3", ["type=ref,event=tag"], ["v1.2.3"]),
            (["prefix=foo-"], "refs/tags/v1.2.3", ["type=ref,event=tag"], ["foo-v1.2.3", "latest"]),
            (["prefix=foo-,onlatest=true"], "refs/tags/v1.2.3", ["type=ref,event=tag"], ["foo-v1.2.3", "foo-latest"]),
            (["suffix=-bar,onlatest=true"], "refs/tags/v1.2.3", ["type=ref,event=tag"], ["v1.2.3-bar", "latest-bar"]),
            (["prefix=foo-", "suffix=-bar"], "refs/heads/dev", ["type=ref,event=branch"], ["foo-dev-bar"]),
            // A rule's own prefix and suffix replace the flavor's, also where they are empty.
            (["prefix=foo-", "suffix=-bar"], "refs/heads/dev", ["type=ref,event=branch,prefix=,suffix=-x"], ["dev-x"]),
            (["prefix=foo-"], "refs/heads/dev", ["type=sha"], ["sha-860c190"]),
            (["prefix=foo-"], "!2", ["type=ref,event=pr"], ["mr-2"]),
            ([], "refs/tags/v1.2.3", ["type=raw,value=latest", "type=ref,event=tag"], ["v1.2.3", "latest"]),
            // The first rule that yields a tag decides on latest.
            ([], "refs/tags/v1.2.3", ["type=ref,event=tag", "type=raw,value=x,priority=1000"], ["x", "v1.2.3"]),
            (
                [], "refs/tags/v1.2.3-rc1", ["type=semver,pattern={{version}}", "type=ref,event=tag"],
                ["1.2.3-rc1", "v1.2.3-rc1"]
            ),
            (
                [], "refs/heads/dev", ["type=raw,b", "type=raw,a", "type=raw,b", "type=raw,c,priority=201"],
                ["c", "b", "a"]
            ),
        ] as [([String], String, [String], [String])])
    func flavorAndPriority(_ flavor: [String], _ ref: String, _ rules: [String], _ tags: [String]) throws {
        #expect(try Self.resolve(ref, rules, flavor: flavor).tagNames == tags)
    }

    @Test(arguments: [
        ("refs/tags/release1", "type=semver,pattern={{version}}", "is not a semantic version"),
        ("refs/tags/release1", "type=pep440,pattern={{version}}", "PEP 440"),
        ("refs/tags/v1.2.3", #"type=match,pattern=^\d+"#, "does not match"),
        ("refs/tags/v1.2.3", "type=match,pattern=v,group=3", "without a group 3"),
        ("refs/tags/v1.2.3", #"type=match,"pattern=/^v(\d.\d.\d)$/ig",group=1"#, "without a group 1"),
        ("refs/heads/---", "type=ref,event=branch", "no tag is made of it"),
        ("refs/heads/-x", "type=ref,event=branch", "it became \"x\""),
        ("refs/heads/x", "type=raw,value=a,colour=red", "\"colour\""),
    ])
    func doubtsAreWarnings(_ ref: String, _ rule: String, _ words: String) throws {
        let warnings = try Self.resolve(ref, [rule]).warnings
        #expect(warnings.count == 1 && warnings[0].contains(words), "\(warnings)")
    }

    @Test(arguments: [
        "type=nosuch", "type=semver", "type=match", "type=match,pattern=(,group=0", "type=match,pattern=a,group=x",
        "type=ref",
        "type=ref,event=push", "type=raw", "type=sha,format=medium", "type=raw,value=x,priority=high",
        "type=raw,value=x,enable=yes",
        "type=raw,value={{nosuch}}", "type=raw,value={{branch", "type=raw,value={{#if tag}}x{{/if}}",
        "type=raw,value={{date}}",
        "type=raw,value={{date YYYY}}", "type=raw,value={{date 'YYYY' zone='UTC'}}",
        "type=raw,value={{date 'YYYY' tz='Mars/Olympus'}}",
        "type=semver,pattern={{branch}}", "type=raw,\"value=x", "type=match,pattern=/v/q",
    ])
    func mistakesAreErrors(_ rule: String) {
        #expect(throws: MetadataError.self) { try Self.resolve("refs/tags/v1.2.3", [rule]) }
    }

    @Test(arguments: [
        ("Mars/Olympus", "is not in the system's database"), ("Broken/File", "cannot be read"),
        ("Nowhere/AtAll", "there is no time zone database"),
    ])
    func zonesThatCannotBeTold(_ zone: String, _ words: String) {
        #expect {
            try Self.resolve("", ["type=raw,value={{date 'YYYY' tz='\(zone)'}}"])
        } throws: { error in
            let text = "\(error)"
            return text.contains(words) && text.contains(zone) && text.contains("tz='+09:00'")
        }
    }

    @Test(arguments: ["latest=maybe", "prefix", "nosuch=1", "onlatest=true", "prefix=x,onlatest=maybe"])
    func mistakesInTheFlavorAreErrors(_ flavor: String) {
        #expect(throws: MetadataError.self) { try Self.resolve("refs/tags/v1.2.3", [], flavor: [flavor]) }
    }

    @Test(arguments: [
        "app:1", "a/", "enable=true", "name=a,enable=maybe", "name=a,colour=red", "-a", "app@sha256:00",
        "host:port/app", "a b", "a..b",
    ])
    func mistakesInImagesAreErrors(_ image: String) {
        #expect(throws: MetadataError.self) { try Self.resolve("refs/tags/v1.2.3", [], images: [image]) }
    }

    @Test func labelsComeFromVariables() throws {
        var request = MetadataRequest()
        request.labels = [
            "org.opencontainers.image.created={{commit_date 'YYYY-MM-DDTHH:mm:ss.SSS[Z]'}}", "maintainer=a=b", "empty=",
        ]
        request.annotations = ["org.opencontainers.image.title=Mine"]
        request.annotationLevels = ["manifest", "index"]
        let metadata = try request.resolved(in: Self.context("refs/tags/v1.2.3"))
        #expect(
            metadata.labels.map(\.text) == [
                "empty=", "maintainer=a=b", "org.opencontainers.image.created=2019-12-31T23:00:00.000Z",
                "org.opencontainers.image.description=This your first repo!",
                "org.opencontainers.image.revision=860c1904a1ce19322e91ac35af1ab07466440c37",
                "org.opencontainers.image.source=https://gitlab.com/octocat/Hello-World",
                "org.opencontainers.image.title=Hello-World",
                "org.opencontainers.image.url=https://gitlab.com/octocat/Hello-World",
                "org.opencontainers.image.version=v1.2.3",
            ])
        #expect(metadata.annotations.first?.text == "org.opencontainers.image.created=2020-01-10T00:30:00.000Z")
        #expect(metadata.levelledAnnotations.contains("index:org.opencontainers.image.title=Mine"))
        #expect(metadata.levelledAnnotations.count == metadata.annotations.count * 2)
        request.labels = ["nokey"]
        #expect(throws: MetadataError.self) { try request.resolved(in: Self.context("refs/tags/v1.2.3")) }
        request.labels = []
        request.annotationLevels = ["image"]
        #expect(throws: MetadataError.self) { try request.resolved(in: Self.context("refs/tags/v1.2.3")) }
    }

    @Test func variablesThatChangeTheHash() throws {
        #expect(
            try Self.resolve("refs/heads/x", ["type=sha"], ["DOCKER_METADATA_SHORT_SHA_LENGTH": "12"]).tagNames == [
                "sha-860c1904a1ce"
            ])
        let head = ["DOCKER_METADATA_PR_HEAD_SHA": "true", "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": "0123456789"]
        #expect(try Self.resolve("!1", ["type=sha"], head).tagNames == ["sha-0123456"])
        #expect(try Self.resolve("refs/heads/x", ["type=sha"], head).tagNames == ["sha-860c190"])
        #expect(throws: MetadataError.self) {
            try Self.resolve("refs/heads/x", [], ["DOCKER_METADATA_SHORT_SHA_LENGTH": "many"])
        }
        #expect(throws: MetadataError.self) { try Self.resolve("refs/heads/x", [], ["CI_PIPELINE_CREATED_AT": "now"]) }
    }

    @Test func listsAreReadByLines() {
        #expect(
            MetadataList.entries("# minimal\n type=sha \n\n\r\n  # more\ntype=raw,a#b\n") == [
                "type=sha", "type=raw,a#b",
            ])
    }

    @Test func renderers() throws {
        let metadata = try Self.resolve(
            "refs/tags/v1.2.3", ["type=semver,pattern={{version}}"], images: ["r.example.com/a"])
        #expect(MetadataRenderer.lines(.tags, of: metadata) == "r.example.com/a:1.2.3\nr.example.com/a:latest\n")
        #expect(MetadataRenderer.lines(.tagNames, of: metadata) == "1.2.3\nlatest\n")
        #expect(MetadataRenderer.lines(.version, of: metadata) == "1.2.3\n")
        #expect(
            MetadataRenderer.lines(.labels, of: metadata).hasPrefix("org.opencontainers.image.created=2020-01-10T00"))
        #expect(
            MetadataRenderer.lines(.annotations, of: metadata).hasPrefix("manifest:org.opencontainers.image.created="))
        let json = MetadataRenderer.json(metadata)
        #expect(json["version"]?.string == "1.2.3" && json["tags"]?.array?.count == 2)
        #expect(json["labels"]?["org.opencontainers.image.version"]?.string == "1.2.3")
        #expect(MetadataRenderer.lines(.tagNames, of: metadata, separator: " ") == "1.2.3 latest\n")
        #expect(MetadataRenderer.dotenv(metadata, separator: " ").text.contains("OUTPUT_TAG_NAMES=1.2.3 latest\n"))
        let dotenv = MetadataRenderer.dotenv(metadata)
        #expect(
            dotenv.text.hasPrefix(
                "DOCKER_METADATA_OUTPUT_VERSION=1.2.3\nDOCKER_METADATA_OUTPUT_TAGS=r.example.com/a:1.2.3,r.example.com/a:latest\n"
                    + "DOCKER_METADATA_OUTPUT_TAG_NAMES=1.2.3,latest\nDOCKER_METADATA_OUTPUT_JSON={\"version\""))
        #expect(dotenv.text.split(separator: "\n").count == 4 && dotenv.warnings.isEmpty)
        var request = MetadataRequest()
        request.labels = ["long=\(String(repeating: "x", count: 6_000))"]
        let long = MetadataRenderer.dotenv(try request.resolved(in: Self.context("refs/tags/v1.2.3")))
        #expect(long.text.contains("OUTPUT_TAG_NAMES=") && !long.text.contains("OUTPUT_JSON"))
        #expect(long.warnings.count == 1 && long.warnings[0].contains("OUTPUT_JSON is left out: GitLab takes"))
    }

    @Test func withoutTagsTheRenderersStayValid() throws {
        let metadata = try Self.resolve("", [])
        #expect(
            MetadataRenderer.lines(.tags, of: metadata) == "" && MetadataRenderer.lines(.version, of: metadata) == "")
        #expect(MetadataRenderer.json(metadata)["version"] == .null)
        #expect(MetadataRenderer.dotenv(metadata).text.hasPrefix("DOCKER_METADATA_OUTPUT_VERSION=\n"))
    }
}
