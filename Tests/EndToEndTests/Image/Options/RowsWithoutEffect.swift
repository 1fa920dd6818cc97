import BuildKit
import Testing

extension OptionRow {
    /// Options that do nothing with BuildKit, and those that cannot be done without Docker.
    static let withoutEffect = [
        OptionRow(
            "what BuildKit does not have is ignored, and named",
            ["--compress", "--force-rm", "--isolation", "--rm", "--security-opt", "--squash"]
        ) { bench in
            let run = try bench.build(
                [
                    "--compress", "--force-rm", "--isolation", "hyperv", "--rm", "--security-opt=label=disable",
                    "--squash",
                    "-o", bench.path("ignored"),
                ], "FROM scratch\nCOPY hello /\n")
            for option in ["--compress", "--force-rm", "--isolation", "--rm", "--security-opt", "--squash"] {
                #expect(run.error.contains("\(option): BuildKit does not have it"), "\(option): \(run.error)")
            }
            #expect(try Files.read(bench.path("ignored/hello")) == "hello\n")
            // Switched off, an option does nothing and needs no word.
            #expect(try !bench.build(["--squash=false"]).error.contains("squash"))
        },
        OptionRow(
            "what cannot be done is refused with what to do instead",
            ["--builder", "--detach", "--load", "--policy", "--print"]
        ) { bench in
            for option in BuildxOption.all {
                guard case .refused(let instead) = option.effect else { continue }
                let run = try bench.build([option.name] + (option.takesValue ? ["value"] : []), endsWith: 64)
                #expect(
                    run.error == "buildkit-run: the option \(option.name) is not possible here; \(instead)\n",
                    "\(run.error)")
            }
        },
    ]
}
