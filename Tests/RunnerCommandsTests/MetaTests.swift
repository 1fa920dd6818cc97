import ArgumentParser
import BuildKit
import Testing

@testable import RunnerCommands

@Suite struct MetaTests {
    private static let pipeline = [
        "CI_COMMIT_TAG": "v1.2.3", "CI_COMMIT_SHA": "860c1904a1ce19322e91ac35af1ab07466440c37",
        "CI_PIPELINE_CREATED_AT": "2026-07-10T23:30:00Z", "CI_REGISTRY_IMAGE": "registry.example.com/Group/App",
    ]
    /// A zone two hours east of UTC all year.
    private static let zone: [UInt8] = {
        let header = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
        func counts(_ numbers: [UInt8]) -> [UInt8] { numbers.flatMap { [0, 0, 0, $0] } }
        let block = header + counts([0, 0, 0, 0, 1, 4]) + [0, 0, 0x1C, 0x20, 0, 0] + Array("XST\0".utf8)
        return block + block + Array("\nXST-2\n".utf8)
    }()

    private func resolve(
        _ arguments: [String], _ environment: [String: String] = pipeline, files: [String: [UInt8]] = [:]
    ) throws -> ImageMetadata {
        let request = try MetadataOptions.parse(arguments).request(environment: environment)
        let zones = TimeZoneDatabase(
            environment: environment,
            isDirectory: { path in files.keys.contains { $0.hasPrefix(path + "/") } }, bytes: { files[$0] })
        return try JobMetadata.resolve(
            request, environment: environment, now: Instant(seconds: 0), zones: zones)
    }

    @Test func gitLabsVariablesAreEnough() throws {
        let metadata = try resolve([])
        #expect(
            metadata.tags == ["registry.example.com/group/app:v1.2.3", "registry.example.com/group/app:latest"])
        #expect(try resolve([], ["CI_COMMIT_BRANCH": "x/y"]).tags == ["x-y"])
    }

    @Test func optionsAreListsOfLines() throws {
        let metadata = try resolve([
            "--images", "a/b\n# not this\nname=c/d,enable=false", "--images", "e/f", "--tags",
            "type=semver,pattern={{version}}\ntype=sha", "--tags", "extra", "--flavor", "latest=false", "--labels",
            "x=1",
            "--annotations", "y={{tag}}",
        ])
        #expect(
            metadata.tags == [
                "a/b:1.2.3", "a/b:extra", "a/b:sha-860c190", "e/f:1.2.3", "e/f:extra", "e/f:sha-860c190",
            ])
        #expect(metadata.labels.map(\.text).contains("x=1"))
        #expect(metadata.levelledAnnotations.contains("manifest:y=v1.2.3"))
    }

    @Test func levelsOfAnnotationsComeFromTheirVariable() throws {
        let environment = Self.pipeline.merging(["DOCKER_METADATA_ANNOTATIONS_LEVELS": "manifest, index"]) { $1 }
        let metadata = try resolve(["--annotations", "y=1"], environment)
        #expect(metadata.annotationLevels == ["manifest", "index"])
    }

    @Test func zonesComeFromTheSystemsFiles() throws {
        let rule = "type=raw,value={{date 'YYYYMMDD-HHmm' tz='Europe/Berlin'}}"
        for directory in ["/usr/share/zoneinfo", "/zones"] {
            let files = ["\(directory)/Europe/Berlin": Self.zone]
            let environment = Self.pipeline.merging(["TZDIR": "/zones"]) { $1 }
            #expect(try resolve(["--tags", rule], environment, files: files).tagNames == ["20260711-0130"])
        }
    }

    @Test(
        arguments: [
            ("Europe/Berlin", [:], "there is no time zone database"),
            ("Mars/Olympus", ["/usr/share/zoneinfo/UTC": []], "not in the system's database"),
            ("../../../etc/passwd", ["/usr/share/zoneinfo/UTC": []], "not in the system's database"),
            ("Europe", ["/usr/share/zoneinfo/Europe/Berlin": []], "not in the system's database"),
            ("tzdata.zi", ["/usr/share/zoneinfo/tzdata.zi": [1, 2]], "cannot be read"),
        ] as [(String, [String: [UInt8]], String)])
    func zonesThatCannotBeTold(_ zone: String, _ files: [String: [UInt8]], _ words: String) {
        #expect {
            try resolve(["--tags", "type=raw,value={{date 'YYYY' tz='\(zone)'}}"], files: files)
        } throws: { error in
            let error = error as? PlanError
            return error?.code == .configuration && error?.message.contains(words) == true
        }
    }

    @Test func aDotenvValueHasOneLine() throws {
        _ = try Meta.parse(["--format", "dotenv", "--sep-tags", " "])
        #expect(throws: (any Error).self) { try Meta.parse(["--format", "dotenv", "--sep-tags", "\n"]) }
        #expect(throws: (any Error).self) { try Meta.parse(["--print", "nothing"]) }
    }

    /// The README's table and the help name every option.
    @Test func theHelpHasEveryInput() {
        let help = Meta.helpMessage(columns: 200)
        for input in ["images", "tags", "flavor", "labels", "annotations", "sep-tags", "sep-labels", "sep-annotations"]
        {
            #expect(help.contains("--\(input)"))
        }
    }
}
