import BuildKit

extension HostCheck {
    /// A builder that runs already, as a service of the job or elsewhere.
    static let builder = HostCheck(id: "builder", title: "the builder at BUILDKIT_HOST") { facts in
        guard case .existing(let address, let failure) = facts.builder else { return nil }
        guard let failure else { return .ok("the builder at \(address) answers") }
        return .problem(
            failure, why: "every build needs a builder, and this is the one that is set",
            remedy:
                "correct the address or start the builder; without BUILDKIT_HOST and --addr buildkit-run starts one "
                + "itself", outcome: .unavailable)
    }
}
