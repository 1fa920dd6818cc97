import Glibc
import LinuxProcess
import LoopbackServer
import Supervision
import Testing

extension OptionRow {
    /// Where the build's files come from.
    static let sources = [
        OptionRow("a directory; its Dockerfile may be in lower case", ["PATH"]) { bench in
            let directory = bench.path("lower")
            try FileTree.makeDirectories(directory)
            try Files.write("FROM scratch\nCOPY dockerfile /\n", to: "\(directory)/dockerfile")
            try bench.build(["-o", bench.path("from-lower")], of: directory)
            #expect(FileTree.names(in: bench.path("from-lower")) == ["dockerfile"])
        },
        OptionRow("the Dockerfile may be outside of the context", ["--file"]) { bench in
            try FileTree.makeDirectories(bench.path("elsewhere"))
            try Files.write("FROM scratch\nCOPY hello /outside\n", to: bench.path("elsewhere/Containerfile"))
            try bench.build(["--file=\(bench.path("elsewhere/Containerfile"))", "-o", bench.path("from-elsewhere")])
            #expect(FileTree.names(in: bench.path("from-elsewhere")) == ["outside"])
        },
        OptionRow(
            "a repository of Git, its branch and directory", ["URL", "--build-context", "--file"],
            unless: missing("git")
        ) { bench in
            let server = try GitServer(in: bench.sandbox)
            try bench.build(["-o", bench.path("from-git")], of: "\(server.url)#main:sub")
            #expect(FileTree.names(in: bench.path("from-git")) == ["in-git"])
            try bench.build(["-f", "sub/Other", "-o", bench.path("from-git-file")], of: server.url)
            #expect(FileTree.names(in: bench.path("from-git-file")) == ["other"])
            try bench.build(
                ["--build-context", "more=\(server.url)#main:sub", "-o", bench.path("with-git")],
                "FROM scratch\nCOPY --from=more /in-git /as-context\n")
            #expect(FileTree.names(in: bench.path("with-git")) == ["as-context"])
            let absent = try bench.build([], of: "\(server.url)#nosuch", endsWith: 1)
            #expect(absent.error.contains("nosuch"), "\(absent.error)")
            try server.stop()
        },
        OptionRow("an archive that a web server has", ["URL"], unless: missing("tar")) { bench in
            let directory = bench.path("to-archive")
            try FileTree.makeDirectories(directory)
            try Files.write("FROM scratch\nCOPY packed /\n", to: "\(directory)/Dockerfile")
            try Files.write("packed\n", to: "\(directory)/packed")
            let run = try bench.sandbox.start([
                try Tools.require("tar"), "--format=ustar", "-C", directory, "-cf", bench.path("context.tar"), ".",
            ])
            #expect(try run.wait() == .exited(0), "\(run.error)")
            let archive = try Files.read(bench.path("context.tar"))
            let server = try LoopbackServer { request in
                request.target == "/context.tar"
                    ? .answer(200, archive, headers: ["Content-Type": "application/x-tar"]) : .answer(503)
            }
            try bench.build(["-o", bench.path("from-archive")], of: "\(server.address)/context.tar")
            #expect(FileTree.names(in: bench.path("from-archive")) == ["packed"])
            try bench.build([], of: "\(server.address)/unavailable.tar", endsWith: 75)
        },
        OptionRow("further contexts: a directory, an image, a layout", ["--build-context"]) { bench in
            let directory = bench.path("more")
            try FileTree.makeDirectories(directory)
            try Files.write("more\n", to: "\(directory)/file")
            let (image, layout) = (bench.image("context:1"), bench.path("layout"))
            try bench.build(
                ["-t", image, "--push", "--provenance=false", "-o", "type=oci,tar=false,dest=\(layout)"],
                "FROM scratch\nCOPY hello /\n")
            let digest = try #require(
                Files.read("\(layout)/index.json").firstMatch(of: #/"digest":"(sha256:[0-9a-f]+)"/#)?.1)
            try bench.build(
                [
                    "--build-context", "dir=\(directory)", "--build-context", "img=docker-image://\(image)",
                    "--build-context", "lay=oci-layout://\(layout)@\(digest)", "-o", bench.path("from-contexts"),
                ],
                """
                FROM scratch
                COPY --from=dir /file /1
                COPY --from=img /hello /2
                COPY --from=lay /hello /3

                """)
            #expect(FileTree.names(in: bench.path("from-contexts")).sorted() == ["1", "2", "3"])
            let target = try bench.build(["--build-context", "a=target:b"], endsWith: 64)
            #expect(target.error.contains("only bake files have"))
        },
        OptionRow("base images are asked for again", ["--pull"]) { bench in
            let name = bench.image("moving:1")
            // A daemon that has no images of its own asks for a tag at every build anyway.
            for (text, options) in [("before", ["--pull"]), ("after", ["--pull"]), ("last", [])] {
                try bench.write("\(text)\n", to: "moving")
                try bench.build(
                    ["-t", name, "--push", "--provenance=false"], "FROM scratch\nCOPY moving /\n")
                try bench.build(options + ["-o", bench.path("pulled")], "FROM \(name)\n")
                #expect(try Files.read(bench.path("pulled/moving")) == "\(text)\n")
            }
            let explained = try bench.build(["--pull", "--explain"])
            #expect(explained.output.contains("--opt image-resolve-mode=pull"), "\(explained.output)")
        },
        OptionRow("another frontend is fetched and gets its name", ["BUILDKIT_SYNTAX"]) { bench in
            // No frontend: it ends with a code that nothing else has, if BuildKit gives it what a frontend gets.
            let frontend = bench.image("frontend:1")
            try bench.build(
                ["-t", frontend, "--push", "--provenance=false"],
                ImageBench.base
                    + "ENTRYPOINT [\"/bin/sh\", \"-c\", \"busybox env | busybox grep -q cmdline=\(frontend) && exit 47\"]\n"
            )
            let run = try bench.build(["--build-arg", "BUILDKIT_SYNTAX=\(frontend)"], endsWith: 1)
            #expect(run.error.contains("exit code: 47"), "\(run.error)")
        },
    ]
}

/// `git daemon` with one repository: in the directory `sub` a Dockerfile, one more, and a file for each.
private final class GitServer {
    private let process: RunningProcess
    private let port: UInt16
    var url: String { "git://127.0.0.1:\(port)/repository.git" }

    init(in sandbox: Sandbox) throws {
        let directory = "\(sandbox.path)/git"
        try FileTree.makeDirectories(directory)
        let git = try Tools.require("git")
        let script = """
            set -e
            cd "$1"
            "$0" init --quiet --initial-branch=main work
            mkdir work/sub
            echo a > work/sub/in-git
            printf 'FROM scratch\\nCOPY in-git /\\n' > work/sub/Dockerfile
            printf 'FROM scratch\\nCOPY sub/in-git /other\\n' > work/sub/Other
            "$0" -C work add .
            "$0" -C work -c user.name=a -c user.email=a@example.com commit --quiet --message first
            "$0" clone --quiet --bare work repository.git
            """
        let run = try sandbox.start([try Tools.require("sh"), "-c", script, git, directory])
        guard try run.wait() == .exited(0) else { throw TimedOut(description: "git: \(run.error)") }
        let port = try Network.freePort()
        self.port = port
        process = try sandbox.start([
            git, "daemon", "--base-path=\(directory)", "--export-all", "--listen=127.0.0.1", "--port=\(port)",
            "--reuseaddr", directory,
        ])
        try eventually("git daemon listens") { (try? Network.connection(to: port)) != nil }
    }

    func stop() throws {
        process.signal(SIGTERM)
        try process.wait()
    }
}
