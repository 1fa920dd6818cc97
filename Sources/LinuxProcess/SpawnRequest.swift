import CLinuxShims
import Glibc

/// A `pid_t`, without making Glibc part of this module's interface.
package typealias ProcessID = Int32

/// A process to start.
package struct SpawnRequest: Sendable {
    /// The executable; it is not searched for.
    package var path: String
    /// All of argv, with the name of the program first.
    package var arguments: [String]
    /// `NAME=value` each.
    package var environment: [String]
    /// Where standard input, output and error come from; `nil` inherits ours.
    package var input: CInt?
    package var output: CInt?
    package var error: CInt?
    /// Whether the process leads a process group of its own, so that it can be signalled with all its children.
    package var leadsProcessGroup = false
    /// Sent to the process when this one dies, be it by `SIGKILL`; 0 for none.
    package var parentDeathSignal: CInt = 0

    package init(path: String, arguments: [String], environment: [String]) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
    }

    /// Starts the process.
    ///
    /// Call it from the main thread: the parent-death signal is sent when the *thread* that started the child ends.
    package func spawn() throws(SystemError) -> ProcessID {
        var pid: pid_t = 0
        var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) }
        argv.append(nil)
        envp.append(nil)
        defer { for string in argv + envp { free(string) } }
        let code = path.withCString { path in
            argv.withUnsafeMutableBufferPointer { argv in
                envp.withUnsafeMutableBufferPointer { envp in
                    var options = clinux_spawn_options(
                        path: path, argv: argv.baseAddress, envp: envp.baseAddress,
                        stdin_fd: input ?? -1, stdout_fd: output ?? -1, stderr_fd: error ?? -1,
                        new_process_group: leadsProcessGroup ? 1 : 0, parent_death_signal: parentDeathSignal)
                    return clinux_spawn(&pid, &options)
                }
            }
        }
        guard code == 0 else { throw SystemError("start \(path)", code: code) }
        return pid
    }
}
