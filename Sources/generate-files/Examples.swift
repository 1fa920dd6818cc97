import BuildRequests
import Commands
import Diagnostics
import Generation
import GitLabCI

/// The pipelines of `ci-examples`: each from the request beside it, and those that include the components.
struct Examples: GeneratedOutput {
    let summary = "ci-examples: the pipelines"
    private static let folder = "ci-examples"

    func files(in checkout: Checkout) throws -> [GeneratedFile] {
        var files: [GeneratedFile] = []
        for path in checkout.paths(below: Self.folder) where FilePath.lastPart(of: path) == RequestFile.name {
            let plan = try Self.plan(path, in: checkout)
            let isRelease = FilePath.directory(of: path) == "\(Self.folder)/component-release"
            let text = isRelease ? try ExamplePipelines.releasing(images: plan) : Generation.Pipeline.text(of: plan)
            files.append(GeneratedFile(path: "\(FilePath.directory(of: path))/.gitlab-ci.yml", text: text))
        }
        files.append(
            GeneratedFile(
                path: "\(Self.folder)/components/.gitlab-ci.yml",
                text: try ExamplePipelines.includingComponents(version: "0.1.0")))
        return files
    }

    func stale(in checkout: Checkout) throws -> [String] {
        let known = Set(try files(in: checkout).map(\.path))
        return checkout.paths(below: Self.folder).filter {
            FilePath.lastPart(of: $0) == ".gitlab-ci.yml" && !known.contains($0)
        }
    }

    private static func plan(_ path: String, in checkout: Checkout) throws -> Plan {
        let request = RequestFile(SourceFile(name: path, text: checkout.text(of: path) ?? ""))
        guard request.diagnostics.isEmpty else {
            throw CommandFailure(TextRenderer().render(request.diagnostics))
        }
        do throws(RequestProblems) {
            return try Plan(request.request)
        } catch {
            throw CommandFailure("\(path): \(error)")
        }
    }
}
