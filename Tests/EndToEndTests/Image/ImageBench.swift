import BuildKit
import LinuxProcess
import Supervision
import Testing

/// A daemon and a registry for many builds by `image`, made before the first test of a suite and removed after its last.
final class ImageBench {
    let sandbox: Sandbox
    let registry: Registry
    private let service: Service
    private let context: Context
    /// The options of the builds since they were last forgotten, by their long names.
    private(set) var usedOptions: Set<String> = []

    /// Set by `BenchPreparation` while a suite runs.
    nonisolated(unsafe) static var current: ImageBench?

    /// The first lines of a Dockerfile whose steps can run something.
    static let base = "FROM scratch AS base\nADD rootfs /\n"

    init() throws {
        sandbox = try Sandbox(.root)
        service = try Service(in: sandbox, flags: ["--allow-insecure-entitlement=network.host"])
        registry = try Registry(in: sandbox)
        context = try Context(in: sandbox, dockerfile: "")
    }

    func end() throws {
        try registry.stop()
        try service.stop()
        sandbox.expectNothingLeft()
    }

    /// A name in the registry, with a tag or without.
    func image(_ name: String) -> String { "\(registry.host)/\(name)" }

    /// A path in the sandbox, which nothing has used so far.
    func path(_ name: String) -> String { "\(sandbox.home)/\(name)" }

    /// Writes a file of the context.
    func write(_ text: String, to name: String) throws { try Files.write(text, to: "\(context.path)/\(name)") }

    var contextPath: String { context.path }

    /// Runs `image`, and waits for its end.
    ///
    /// - Parameters:
    ///   - options: without `-t` the cache is off, so that a row cannot live on another's.
    ///   - dockerfile: that of the context; nothing leaves it as it is.
    ///   - place: the context; the bench's own if it is not given.
    /// - Returns: the process, which has ended with this code.
    @discardableResult
    func build(
        _ options: [String], _ dockerfile: String? = nil, of place: String? = nil,
        in variables: [String: String] = [:], endsWith code: Int32 = 0,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> RunningProcess {
        if let dockerfile { try write(dockerfile, to: "Dockerfile") }
        for word in options { usedOptions.formUnion(Self.names(of: word)) }
        let process = try start(
            ["image", "--cache", "none", "--retries", "0"] + options + [place ?? context.path], in: variables)
        #expect(try process.wait() == .exited(code), "\(options): \(process.error)", sourceLocation: sourceLocation)
        return process
    }

    /// Starts the runner with the bench's daemon.
    func start(_ words: [String], in variables: [String: String] = [:]) throws -> RunningProcess {
        try sandbox.run(
            words, adding: variables.merging(["BUILDKIT_HOST": "tcp://127.0.0.1:\(service.port)"]) { $1 })
    }

    func forgetOptions() { usedOptions = [] }

    private static func names(of word: String) -> [String] {
        guard word.hasPrefix("-"), !word.hasPrefix("--") else { return [String(word.prefix { $0 != "=" })] }
        return word.dropFirst().compactMap { letter in BuildxOption.all.first { $0.short == letter }?.name }
    }
}

/// Makes the bench of a suite.
struct BenchPreparation: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let bench = try ImageBench()
        ImageBench.current = bench
        defer { ImageBench.current = nil }
        try await function()
        try bench.end()
    }
}

extension Trait where Self == BenchPreparation {
    static var bench: Self { Self() }
}
