/// What happened when a child process tried what a rootless daemon does first. Nothing of it outlives the child.
///
/// Each value is an error number, 0 where it was allowed, and nothing where the step before it had failed.
package struct NamespaceTrial: Equatable, Sendable {
    /// `unshare(CLONE_NEWUSER)`; not tried as root, whose daemon needs none.
    package var userNamespace: Int32?
    /// `unshare(CLONE_NEWNS)` and the change of how mounts below `/` propagate.
    package var mount: Int32?
    /// A fresh `/proc` in a PID namespace of its own, as each RUN step gets one.
    package var proc: Int32?

    package init(userNamespace: Int32?, mount: Int32?, proc: Int32?) {
        self.userNamespace = userNamespace
        self.mount = mount
        self.proc = proc
    }

    /// The error numbers that tell causes apart (errno(3), Linux).
    package enum Denial {
        package static let notPermitted: Int32 = 1
        package static let permissionDenied: Int32 = 13
        package static let noSpace: Int32 = 28
    }
}
