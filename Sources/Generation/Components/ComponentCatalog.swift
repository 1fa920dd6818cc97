/// The components that we ship, in the order in which the README shows them.
package enum ComponentCatalog {
    package static let all: [Component] = [LintComponent.component]
}
