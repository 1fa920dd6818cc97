import Generation

/// The components below `templates`.
struct ComponentTemplates: GeneratedOutput {
    let summary = "templates: the CI/CD components"

    func files(in checkout: Checkout) throws -> [GeneratedFile] {
        try ComponentCatalog.all().map { GeneratedFile(path: $0.path, text: $0.text) }
    }

    func stale(in checkout: Checkout) throws -> [String] {
        let known = Set(try ComponentCatalog.all().map(\.path))
        return checkout.paths(below: "templates").filter { !known.contains($0) }
    }
}
