/// The components that we ship, in the order in which the README shows them.
package enum ComponentCatalog {
    /// - Throws: when a component asks the generator for what it does not make, which is our fault.
    package static func all() throws(RequestProblems) -> [Component] {
        [
            try DaemonlessComponent.component(), try ServiceComponent.component(), try RemoteComponent.component(),
            try KubernetesComponent.component(), try MultiPlatformComponent.component(), LintComponent.component,
        ]
    }
}
