/// One question about the machine on which a build is to run. Pure: it looks at nothing but the facts.
package struct HostCheck: Sendable {
    /// Short and stable, for reports.
    package let id: String
    /// What is looked at, for people.
    package let title: String
    /// The answer; nothing where the question does not arise, as that for rootless builds does not for root.
    package let judge: @Sendable (HostFacts) -> Judgement?

    /// All of them, in the order of reports: first what a build needs before anything else.
    package static let all: [HostCheck] = [
        .executor, .plan, .builder, .programs, .user, .subordinateIDs, .mappingTools, .noNewPrivileges, .capabilities,
        .seccomp, .appArmor, .userNamespaces, .proc, .stateDirectory, .stateLock, .snapshotter, .fuseDevice, .freeSpace,
        .freeInodes, .memory, .cgroups, .runtimeDirectory, .authConfig, .emulation,
    ]
}
