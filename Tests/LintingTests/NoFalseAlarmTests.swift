import Diagnostics
import Foundation
import GitLabCI
import Linting
import Testing

/// Rules over pipelines that are known to be right: the conformance set beside the repository, and our own examples.
@Suite struct NoFalseAlarmTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The YAML files below a folder, by path.
    private static func files(below folder: URL) -> [String: [UInt8]] {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        return Dictionary(
            uniqueKeysWithValues: paths.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }.compactMap { path in
                FileManager.default.contents(atPath: folder.appending(path: path).path).map { (path, Array($0)) }
            })
    }

    private static let conformance = files(below: root.appending(path: "../shared/conformance/visible"))

    /// The project of a case: the folder of its own, if it has one.
    private static func project(of path: String, _ files: [String: [UInt8]]) -> (path: String, files: [String: [UInt8]])
    {
        guard path.hasSuffix("/.gitlab-ci.yml") else { return (path, [path: files[path] ?? []]) }
        let folder = path.dropLast(14)
        let own = files.filter { $0.key.hasPrefix(folder) }.map { (String($0.key.dropFirst(folder.count)), $0.value) }
        return (".gitlab-ci.yml", Dictionary(uniqueKeysWithValues: own))
    }

    /// GitLab takes these jobs, and they fail all the same: looked at one by one, and run by the end-to-end tests.
    ///
    /// With the Docker executor the image's entrypoint runs `buildkitd` in place of the script. A rootless daemon in a
    /// container whose `/proc` is masked, which is the default of Docker and Kubernetes, cannot run a RUN step. Nothing
    /// waits for the daemon of `buildkitd-service.yml`, whose image exposes no port.
    private static let rightAlarms: [String: Set<String>] = [
        "buildkit-jobs/buildctl-secrets.yml": ["rootless-without-no-process-sandbox"],
        "buildkit-jobs/buildkitd-service.yml": ["builder-image-without-entrypoint", "service-without-health-check"],
        "buildkit-jobs/cache-registry.yml": [
            "builder-image-without-entrypoint", "rootless-without-no-process-sandbox",
        ],
        "buildkit-jobs/kubernetes-rootless.yml": ["rootless-without-no-process-sandbox"],
        "buildkit-jobs/signing.yml": ["builder-image-without-entrypoint", "rootless-without-no-process-sandbox"],
    ]

    private func findings(_ path: String, _ files: [String: [UInt8]]) -> [Diagnostic] {
        let file = SourceFile(name: path, bytes: files[path] ?? [])
        let project = MemoryProject(files)
        let report = PipelineLoader(LoadingEnvironment(files: project)).load(file)
        return RuleCheck().findings(on: report, of: file, in: project, isComponent: false).filter { $0.category != nil }
    }

    @Test(.enabled(if: !conformance.isEmpty, "the conformance set is not beside this repository"))
    func nothingWillFailInTheConformanceSet() {
        for path in Self.conformance.keys.sorted() {
            let (root, files) = Self.project(of: path, Self.conformance)
            let right = Self.rightAlarms[path] ?? []
            let wrong = findings(root, files).filter { $0.category == "will-fail" && !right.contains($0.id) }
            #expect(wrong.map { "\(path) \($0.primary) \($0.id)" } == [])
        }
    }

    @Test(.enabled(if: !conformance.isEmpty, "the conformance set is not beside this repository"))
    func fixesKeepValidFilesValid() throws {
        for path in Self.conformance.keys.sorted() {
            let (root, own) = Self.project(of: path, Self.conformance)
            let found = findings(root, own)
            let plan = FixPlan(found, allowsUnsafe: true)
            for file in plan.files {
                let fixed = SourceFile(name: file.name, bytes: try plan.edits.applied(to: file))
                var files = own
                files[file.path] = fixed.bytes
                let loader = PipelineLoader(LoadingEnvironment(files: MemoryProject(files)))
                #expect(loader.load(SourceFile(name: root, bytes: files[root] ?? [])).errors == [], "\(path)")
            }
        }
    }

    @Test func nothingIsWrongWithOurExamples() {
        let files = Self.files(below: Self.root.appending(path: "ci-examples"))
        #expect(!files.isEmpty)
        for path in files.keys.sorted() where path.hasSuffix("gitlab-ci.yml") {
            let (root, own) = Self.project(of: path, files)
            let wrong = findings(root, own).filter { $0.severity == .error }
            #expect(wrong.map { "\(path) \($0.primary) \($0.id)" } == [])
        }
    }
}
