import Glibc
import LinuxProcess
import Supervision
import Testing

extension EndToEnd {
    /// What keeps a rootless daemon from its work, made for real: `doctor` sees it before the build, finds it in the log
    /// after it, and with what it advises the build works.
    @Suite struct Doctor {
        @Test(.needsRootless, .needsRoot) func noNewPrivileges() throws {
            let setpriv = [try Tools.require("setpriv"), "--no-new-privs"]
            try expectDiagnosis("no-new-privileges", within: setpriv)
        }

        @Test(.needsRootless, .needsRoot, .needs("unshare")) func noSubordinateIDs() throws {
            let script = """
                mount --bind /dev/null /etc/subuid && mount --bind /dev/null /etc/subgid && exec "$@"
                """
            try expectDiagnosis("no-subuid", within: try inMountNamespace(script))
        }

        @Test(.needsRootless, .needsRoot, .needs("unshare")) func noUserNamespaces() throws {
            // The limit of a user namespace counts in it alone. All ids are mapped, so that the user is the same in it; root
            // has its capabilities in it from the first program on that is started after the mapping.
            let script = #"""
                fifo=$(mktemp -u) && mkfifo "$fifo" && exec 3<> "$fifo" && rm "$fifo"
                unshare --user --kill-child sh -c '
                  read -r go <&3 && exec 3>&- || exit 125
                  exec sh -c "echo 0 > /proc/sys/user/max_user_namespaces && exec \"\$@\"" sh "$@"
                ' sh "$@" &
                child=$!
                for map in uid_map gid_map; do
                  until echo "0 0 4294967295" > "/proc/$child/$map"; do kill -0 $child || exit 125; done 2> /dev/null
                done
                echo go >&3; exec 3>&-; wait $child
                """#
            try expectDiagnosis("max-userns", within: [try Tools.require("sh"), "-c", script, "sh"])
        }

        @Test(.needsRootless, .needsRoot) func noMappingTools() throws {
            try expectDiagnosis("no-newuidmap") { sandbox in
                ["PATH": try sandbox.programs(["buildkitd", "buildctl", "rootlesskit", "runc"])]
            }
        }

        @Test(.needsRootless, .needsRoot, .needs("unshare")) func maskedProc() throws {
            // As container runtimes mask it.
            let wrapper = try inMountNamespace("mount -t tmpfs tmpfs /proc/tty && exec \"$@\"")
            let sandbox = try Sandbox(.ordinary())
            let context = try Context(in: sandbox, dockerfile: "RUN echo built\n")
            try expectPrediction("masked-proc", in: sandbox, within: wrapper)
            let failed = try sandbox.build(context.arguments, within: wrapper)
            #expect(try failed.wait() == .exited(1), "\(failed.error)")
            try expectExplanation("masked-proc", of: failed, in: sandbox)
            // The remedy that it names.
            let flags = ["BUILDKITD_FLAGS": "--oci-worker-no-process-sandbox"]
            try expectHealth(in: sandbox, adding: flags, within: wrapper)
            let built = try sandbox.build(context.arguments, adding: flags, within: wrapper)
            #expect(try built.wait() == .exited(0), "\(built.error)")
            sandbox.expectNothingLeft()
        }

        @Test(.needsRootless) func aHealthyRootlessUser() throws {
            try expectHealth(in: try Sandbox(.ordinary()))
        }

        @Test(.needsRoot) func aHealthyRoot() throws { try expectHealth(in: try Sandbox(.root)) }

        @Test(.needsRoot) func aBuilderElsewhere() throws {
            let sandbox = try Sandbox(.root)
            let service = try Service(in: sandbox)
            let host = ["BUILDKIT_HOST": "tcp://127.0.0.1:\(service.port)"]
            try expectHealth(in: sandbox, adding: host)
            try service.stop()
            let examined = try sandbox.run(["doctor"], adding: host)
            #expect(try examined.wait() == .exited(69))
            #expect(examined.output.contains("connections are refused"), "\(examined.output)")
        }

        @Test func aLogThatIsNotThere() throws {
            let sandbox = try Sandbox(Tools.isRoot ? .root : .ordinary())
            let examined = try sandbox.run(["doctor", "--log", "/nowhere/job.log"])
            #expect(try examined.wait() == .exited(78))
            #expect(examined.error.contains("--log \"/nowhere/job.log\": No such file or directory"))
            sandbox.expectNothingLeft()
        }

        // MARK: Steps

        /// A daemon that cannot start: foreseen, recognised, and gone without the confinement.
        private func expectDiagnosis(
            _ id: String, within wrapper: [String] = [],
            adding additions: (Sandbox) throws -> [String: String] = { _ in [:] }
        ) throws {
            let sandbox = try Sandbox(.ordinary())
            let additions = try additions(sandbox)
            let context = try Context(in: sandbox, dockerfile: "RUN echo built\n")
            try expectPrediction(id, in: sandbox, adding: additions, within: wrapper)
            let failed = try sandbox.build(context.arguments, adding: additions, within: wrapper)
            #expect(try failed.wait() == .exited(69), "\(failed.error)")
            try expectExplanation(id, of: failed, in: sandbox)
            let built = try sandbox.build(context.arguments)
            #expect(try built.wait() == .exited(0), "\(built.error)")
            sandbox.expectNothingLeft()
        }

        private func expectPrediction(
            _ id: String, in sandbox: Sandbox, adding additions: [String: String] = [:], within wrapper: [String]
        ) throws {
            let examined = try sandbox.doctor(adding: additions, within: wrapper)
            #expect(try examined.wait() == .exited(78), "\(examined.output)\(examined.error)")
            #expect(examined.output.contains("\"failure\": \"\(id)\""), "\(examined.output)")
        }

        private func expectExplanation(_ id: String, of build: RunningProcess, in sandbox: Sandbox) throws {
            try Files.write(build.output + build.error, to: "\(sandbox.path)/job.log")
            let explained = try sandbox.run(["doctor", "--log", "\(sandbox.path)/job.log"])
            #expect(try explained.wait() == .exited(0))
            #expect(explained.output.contains(": \(id), configuration"), "\(explained.output)\n\(build.error)")
        }

        private func expectHealth(
            in sandbox: Sandbox, adding additions: [String: String] = [:], within wrapper: [String] = []
        ) throws {
            let examined = try sandbox.doctor(adding: additions, within: wrapper)
            #expect(try examined.wait() == .exited(0), "\(examined.output)\(examined.error)")
            #expect(examined.output.contains("\"outcome\": \"success\""), "\(examined.output)")
        }

        private func inMountNamespace(_ script: String) throws -> [String] {
            [try Tools.require("unshare"), "--mount", try Tools.require("sh"), "-c", script, "sh"]
        }
    }
}

extension Sandbox {
    fileprivate func doctor(adding additions: [String: String], within wrapper: [String]) throws -> RunningProcess {
        let runner = try #require(Runner.current).path
        return try start(
            [runner, "doctor", "--format", "json", "--state-dir", state], adding: additions, within: wrapper)
    }

    fileprivate func build(
        _ arguments: [String], adding additions: [String: String] = [:], within wrapper: [String]
    ) throws -> RunningProcess {
        let runner = try #require(Runner.current).path
        return try start([runner, "--state-dir", state, "build"] + arguments, adding: additions, within: wrapper)
    }

    /// A directory with these programs only.
    fileprivate func programs(_ names: [String]) throws -> String {
        let directory = "\(path)/bin"
        try FileTree.makeDirectories(directory)
        _ = chmod(directory, 0o755)
        for name in names { _ = symlink(try Tools.require(name), "\(directory)/\(name)") }
        return directory
    }
}
