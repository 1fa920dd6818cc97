import LinuxProcess
import Supervision
import Testing

extension OptionRow {
    /// What RUN instructions find.
    static let steps = [
        OptionRow("secrets of a variable and of a file", ["--secret"]) { bench in
            try Files.write("from a file", to: bench.path("key"))
            let dockerfile =
                ImageBench.base + """
                    RUN --mount=type=secret,id=env --mount=type=secret,id=file --mount=type=secret,id=A_NAME \\
                      --mount=type=secret,id=env,env=VARIABLE \\
                      echo "length $(cat /run/secrets/env /run/secrets/file /run/secrets/A_NAME | busybox wc -c) ${#VARIABLE}"

                    """
            let run = try bench.build(
                [
                    "--secret", "id=env,env=A_TOKEN", "--secret", "id=file,src=\(bench.path("key"))",
                    "--secret=id=A_NAME",
                ], dockerfile, in: ["A_TOKEN": "s3cret ", "A_NAME": "named"])
            #expect(run.error.contains("length 23 7"), "\(run.error)")
            let missing = try bench.build(
                ["--secret", "id=file,src=\(bench.path("nosuch"))"], dockerfile, endsWith: 1)
            #expect(missing.error.contains("failed to stat \(bench.path("nosuch"))"), "\(missing.error)")
            let unset = try bench.build(["--secret", "id=env,env=NOSUCH"])
            #expect(unset.error.contains("is empty, since NOSUCH is not set"), "\(unset.error)")
        },
        OptionRow("keys by the protocol of ssh-agent", ["--ssh"], unless: missing("openssl")) { bench in
            let key = bench.path("key.pem")
            let run = try bench.sandbox.start([
                try Tools.require("openssl"), "genpkey", "-algorithm", "ed25519", "-out", key,
            ])
            #expect(try run.wait() == .exited(0), "\(run.error)")
            let build = try bench.build(
                ["--ssh", "default=\(key)", "--ssh=other=\(key)"],
                ImageBench.base + """
                    RUN --mount=type=ssh,required=true test -S "$SSH_AUTH_SOCK" && echo the first agent
                    RUN --mount=type=ssh,id=other,required=true test -S "$SSH_AUTH_SOCK" && echo the second agent

                    """)
            #expect(build.error.contains("the first agent") && build.error.contains("the second agent"))
        },
        OptionRow("proxies of config.json are build arguments, and stay out of the image", ["HTTP_PROXY"]) { bench in
            let directory = bench.path("docker")
            try FileTree.makeDirectories(directory)
            try Files.write(
                "{\"proxies\":{\"default\":{\"httpProxy\":\"http://proxy.example:1\",\"noProxy\":\"x.example\"}}}",
                to: "\(directory)/config.json")
            let run = try bench.build(
                ["-t", bench.image("proxy:1"), "--push", "--provenance=false", "--build-arg", "no_proxy=mine"],
                ImageBench.base + "RUN echo \"$HTTP_PROXY $http_proxy $NO_PROXY $no_proxy\"\n",
                in: ["DOCKER_CONFIG": directory])
            #expect(run.error.contains("http://proxy.example:1 http://proxy.example:1 mine mine"))
            let config = try #require(try bench.registry.stored("1", "proxy").config)
            #expect(!(try bench.registry.get("/v2/proxy/blobs/\(config.digest)").contains("proxy.example")))
        },
        OptionRow("the time of the build can be fixed", ["SOURCE_DATE_EPOCH"]) { bench in
            for (tag, options, variables) in [
                ("variable", [], ["SOURCE_DATE_EPOCH": "1000000000"]),
                ("argument", ["--build-arg", "SOURCE_DATE_EPOCH=1000000000"], [:]),
            ] as [(String, [String], [String: String])] {
                try bench.build(
                    ["-t", bench.image("time:\(tag)"), "--push", "--provenance=false"] + options,
                    "FROM scratch\nCOPY hello /\n", in: variables)
                let config = try #require(try bench.registry.stored(tag, "time").config)
                #expect(
                    try bench.registry.get("/v2/time/blobs/\(config.digest)").contains(
                        "\"created\":\"2001-09-09T01:46:40Z\""), "\(tag)")
            }
        },
    ]
}
