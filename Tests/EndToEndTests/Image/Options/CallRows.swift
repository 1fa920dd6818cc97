import Testing

extension OptionRow {
    /// What is asked of the Dockerfile in the place of a build, and how the build is shown.
    static let calls = [
        OptionRow("the checks of the Dockerfile", ["--check", "--call"]) { bench in
            // Also in a stage that nothing needs. Any finding is a failure.
            let dockerfile = "FROM scratch AS unused\nMAINTAINER me\nFROM scratch AS only\nCOPY hello /\n"
            for option in ["--check", "--call=check", "--call=lint"] {
                let run = try bench.build([option], dockerfile, endsWith: 1)
                #expect(run.output.contains("WARNING: MaintainerDeprecated"), "\(option): \(run.output)")
            }
            #expect(try bench.build(["--check"], "FROM scratch\nCOPY hello /\n").output == "")
            let report = bench.path("checked.json")
            try bench.build(
                ["--check", "--report-codequality", report], "FROM scratch\nMAINTAINER me\n", endsWith: 1)
            #expect(try Files.read(report).contains("MaintainerDeprecated"))
            // The checks themselves say nothing about what cannot be read.
            let unreadable = try bench.build(["--check"], "FROM scratch\nNOSUCH x\n", endsWith: 1)
            #expect(unreadable.error.contains("unknown instruction: NOSUCH"), "\(unreadable.error)")
            let format = try bench.build(["--call", "check,format=json"], endsWith: 64)
            #expect(format.error.contains("leave it out"))
        },
        OptionRow("the stages and arguments of the Dockerfile", ["--call", "--print"]) { bench in
            let dockerfile = "ARG TOP=1\nFROM scratch AS one\nARG INNER=2\nFROM one AS two\nCOPY hello /\n"
            let targets = try bench.build(["--call", "targets"], dockerfile).output
            #expect(targets.contains("one") && targets.contains("two (default)"), "\(targets)")
            let outline = try bench.build(["--call=outline"]).output
            #expect(outline.contains("INNER") && outline.contains("two"), "\(outline)")
            try bench.build(["--call", "build", "-o", "type=cacheonly"])
            #expect(try bench.build(["--print", "outline"], endsWith: 64).error.contains("write --call outline"))
        },
        OptionRow("the progress in its forms", ["--progress", "--quiet", "--debug"]) { bench in
            let dockerfile = ImageBench.base + "RUN echo shown; test -z \"$FAIL\"\n"
            #expect(try bench.build(["--progress", "plain", "--no-cache"], dockerfile).error.contains(" shown\n"))
            #expect(try bench.build(["--progress=rawjson"]).error.contains("{\"vertexes\":"))
            for option in ["--progress=quiet", "--progress=none", "-q"] {
                let run = try bench.build([option])
                #expect(!run.error.contains("shown") && !run.error.contains("#1"), "\(option): \(run.error)")
            }
            let fancy = try bench.build(["--progress", "fancy"], endsWith: 64)
            #expect(fancy.error.contains("write auto, plain"))
            let failing = ImageBench.base + "RUN false\n"
            #expect(try !bench.build([], failing, endsWith: 1).error.contains("buildctl --addr"))
            // The client adds the places in its code to an error.
            #expect(try bench.build(["-D"], endsWith: 1).error.contains("buildctl --addr"))
        },
    ]
}
