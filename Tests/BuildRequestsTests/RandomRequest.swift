import BuildKit
import BuildRequests

/// Requests that differ in every key, the same for the same seed.
struct RandomRequest {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// Texts that YAML could take for something else.
    private static let texts = [
        "app", "1.10", "true", "no", "~", "null", "", " x ", "a: b", "# c", "- d", "$CI_REGISTRY_IMAGE/app", "it's",
        "\"q\"",
        "type=semver,pattern={{version}}", "{{branch}}", "two\nlines\n", "ünï", "*a", "&b", "!c", "0x1F", "2026-11-25",
        "[x]",
        "{y}", "back\\slash", "tab\there", "<<", "on",
    ]

    private mutating func number(_ count: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(truncatingIfNeeded: state >> 33) % count
    }

    private mutating func maybe<Value>(_ make: (inout RandomRequest) -> Value) -> Value? {
        number(3) == 0 ? nil : make(&self)
    }

    private mutating func text() -> String { Self.texts[number(Self.texts.count)] }
    private mutating func texts() -> [String] { (0..<number(4)).map { _ in text() } }
    private mutating func choice<Choice: RequestChoice>() -> Choice? {
        let all = Array(Choice.allCases)
        return maybe { all[$0.number(all.count)] }
    }
    private mutating func map() -> NamedValues<String> {
        var map = NamedValues<String>()
        for _ in 0..<number(4) { map[text()] = text() }
        return map
    }
    private mutating func lists() -> NamedValues<[String]> {
        var map = NamedValues<[String]>()
        for _ in 0..<number(3) { map[text()] = texts() }
        return map
    }

    mutating func request() -> BuildRequest {
        var request = BuildRequest()
        request.mode = choice()
        request.runner = choice()
        request.builder.image = maybe { $0.text() }
        request.builder.privileged = maybe { $0.number(2) == 0 }
        request.builder.daemonFlags = maybe { $0.texts() }
        request.builder.address = maybe { $0.text() }
        request.builder.tls = choice()
        request.builder.tlsServerName = maybe { $0.text() }
        request.builder.replicas = maybe { $0.number(9) }
        request.builder.kubeContext = maybe { $0.text() }
        request.registries.logins = maybe { random in
            (0..<random.number(4)).map { index in
                switch index {
                case 0: .gitlab
                case 1: .dependencyProxy
                default:
                    .named(host: random.text(), userVariable: random.text(), passwordVariable: random.text())
                }
            }
        }
        request.registries.mirrors = maybe { $0.lists() }
        request.registries.noProxy = maybe { $0.text() }
        request.defaults = image()
        request.images = maybe { random in (0..<random.number(4)).map { _ in random.image() } }
        return request
    }

    private mutating func image() -> ImageSettings {
        var image = ImageSettings()
        image.naming.names = maybe { $0.texts() }
        image.naming.tags = maybe { $0.texts() }
        image.naming.labels = maybe { $0.map() }
        image.naming.annotationLevels = maybe { _ in [.index, .manifestDescriptor] }
        image.naming.push = choice()
        image.inputs.context = maybe { $0.text() }
        image.inputs.buildArguments = maybe { $0.map() }
        image.inputs.secrets = maybe { random in
            (0..<random.number(3)).map { index in
                SecretSource(
                    id: random.text(), origin: index == 0 ? .variable(random.text()) : .file(random.text()))
            }
        }
        image.inputs.platforms = maybe { $0.texts() }
        image.inputs.multiPlatform = choice()
        image.inputs.platformRunnerTags = maybe { $0.lists() }
        image.inputs.provenance = choice()
        image.inputs.sbom = maybe { $0.number(2) == 0 }
        image.cache.type = choice()
        image.cache.reference = maybe { $0.text() }
        image.cache.export = choice()
        image.cache.profile = choice()
        image.cache.ignoresErrors = maybe { $0.number(2) == 0 }
        image.job.name = maybe { $0.text() }
        image.job.runFor = maybe { _ in [.tags, .defaultBranch] }
        image.job.changes = maybe { $0.texts() }
        image.job.retry = maybe { $0.number(3) }
        return image
    }
}
