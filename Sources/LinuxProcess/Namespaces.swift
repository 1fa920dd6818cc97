import CLinuxShims

/// Whether the kernel, and what confines this process, allow namespaces.
package enum Namespaces {
    /// Error numbers; 0 where a step was allowed, nothing where it was not tried.
    package struct Trial: Sendable {
        /// A user namespace.
        package let user: CInt?
        /// A mount namespace, and making its mounts private.
        package let mount: CInt?
        /// A fresh `/proc` in a PID namespace.
        package let proc: CInt?
    }

    /// Tries in a child process what a rootless daemon does first, or as root what a daemon does for a RUN step.
    package static func attempt(withUserNamespace: Bool) throws(SystemError) -> Trial {
        var trial = clinux_namespace_trial(user_namespace: -1, mount: -1, proc: -1)
        let code = clinux_try_namespaces(withUserNamespace ? 1 : 0, &trial)
        guard code == 0 else { throw SystemError("the attempt to make namespaces", code: code) }
        func result(_ value: CInt) -> CInt? { value < 0 ? nil : value }
        return Trial(
            user: result(trial.user_namespace), mount: result(trial.mount), proc: result(trial.proc))
    }
}
