import FoundationEssentials
import LinuxProcess
import Supervision
import Testing

extension JobMachine {
    private struct Answer: Decodable {
        struct File: Decodable { let findings: [Finding] }
        struct Finding: Decodable { let id: String }

        let files: [File]
    }

    private var pipelinePath: String { "\(checkout.path)/.gitlab-ci.yml" }

    func write(_ pipeline: String) throws { try Files.write(pipeline, to: pipelinePath) }

    func pipeline() throws -> String { try Files.read(pipelinePath) }

    /// The rules of the category `will-fail` that find something in the pipeline, guesses included.
    func findings() throws -> [String] {
        let run = try lint(["--category", "will-fail", "--pedantic", "--format", "json"])
        let answer = try JSONDecoder().decode(Answer.self, from: Data(run.output.utf8))
        return answer.files.flatMap(\.findings).map(\.id)
    }

    func correct(_ correction: RuleProof.Correction, of rule: String) throws {
        switch correction {
        case .safeFix: try lint(["--rule", rule, "--fix"])
        case .unsafeFix: try lint(["--rule", rule, "--fix", "--unsafe"])
        case .byHand(let old, let new):
            let text = try Files.read(pipelinePath)
            try #require(text.contains(old), "the pipeline has no \"\(old)\"")
            try write(text.replacing(old, with: new))
        }
    }

    /// Runs the bad form and the good one, the linter before each.
    ///
    /// - Parameter start: runs the job; by default its script alone.
    func prove(
        _ proof: RuleProof, _ variables: [String: String] = [:],
        running start: ((JobMachine, [String: String]) throws -> RunningProcess)? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let start = start ?? { try $0.run($1) }
        try write(proof.pipeline)
        #expect(try findings() == [proof.rule], sourceLocation: sourceLocation)
        let failed = try start(self, variables)
        let status = try failed.wait()
        let text = failed.output + failed.error
        #expect(status == .exited(proof.exitCode), "\(text)", sourceLocation: sourceLocation)
        #expect(text.contains(proof.failure), "\(text)", sourceLocation: sourceLocation)

        try correct(proof.correction, of: proof.rule)
        #expect(try findings() == [], sourceLocation: sourceLocation)
        let built = try start(self, variables)
        #expect(try built.wait() == .exited(0), "\(built.output)\(built.error)", sourceLocation: sourceLocation)
    }

    @discardableResult
    private func lint(_ arguments: [String]) throws -> RunningProcess {
        let run = try toolkit(["lint", "--root", checkout.path] + arguments + [pipelinePath])
        // 1 stands for findings.
        let status = try run.wait()
        try #require([.exited(0), .exited(1)].contains(status), "\(run.output)\(run.error)")
        return run
    }
}
