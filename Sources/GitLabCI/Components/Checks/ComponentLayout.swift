import Diagnostics

/// The files that a component project has to have, and those that GitLab would not take for components.
enum ComponentLayout {
    /// How many components a release may hold: 100 since GitLab 18.5, 30 since 16.9.
    static let limit = 100
    static let olderLimit = 30

    private static let docs = "https://docs.gitlab.com/ci/components/#directory-structure"

    static func check(_ project: ComponentProject) -> [CheckedFile] {
        var checked = [readme(project)]
        if !project.files.paths.contains(where: { isLicence($0) }) {
            checked.append(
                missing(
                    "LICENSE.md", "component-licence", .warning,
                    "the project has no \"LICENSE.md\", so nobody may know whether they may use its components"))
        }
        if project.components.isEmpty {
            checked.append(
                missing(
                    ComponentProject.folder, "component-none", .error,
                    "the project has no component; write one to \"templates/NAME.yml\" or \"templates/NAME/template.yml\""
                ))
        }
        return checked + tooMany(project) + strays(project)
    }

    private static func readme(_ project: ComponentProject) -> CheckedFile {
        guard let bytes = project.files.contents(of: "README.md") else {
            return missing(
                "README.md", "component-readme", .error,
                "the project has no \"README.md\" at its root, without which GitLab publishes no component")
        }
        let file = SourceFile(name: project.files.shownName(of: "README.md"), path: "README.md", bytes: bytes)
        var checked = CheckedFile(file)
        let text = file.text
        for component in project.components where !text.contains(component.name) {
            checked.add(
                Diagnostic(
                    id: "component-undocumented", severity: .warning,
                    message:
                        "the README does not mention the component \"\(component.name)\"; describe it, and its inputs",
                    at: .start(of: file), help: "\"component docs --write\" keeps tables of inputs up to date"))
        }
        return checked
    }

    private static func tooMany(_ project: ComponentProject) -> [CheckedFile] {
        let count = project.components.count
        guard count > olderLimit else { return [] }
        let isOver = count > limit
        return [
            missing(
                ComponentProject.folder, "component-limit", isOver ? .error : .warning,
                "the project has \(count) components; "
                    + (isOver
                        ? "GitLab releases at most \(limit) of one project; move some to another"
                        : "GitLab before 18.5 releases at most \(olderLimit) of one project"))
        ]
    }

    /// Files below `templates` that look like components and are none.
    private static func strays(_ project: ComponentProject) -> [CheckedFile] {
        project.files.paths.compactMap { path in
            guard let message = stray(path, project) else { return nil }
            return missing(path, "component-stray", .warning, message, in: project.files)
        }
    }

    private static func stray(_ path: String, _ project: ComponentProject) -> String? {
        let parts = path.split(separator: "/")
        guard parts.count > 1, parts[0] == ComponentProject.folder[...], let last = parts.last else { return nil }
        if let component = ComponentProject.component(at: path) {
            guard project[component.name]?.path != path else { return nil }
            return "GitLab never reads this file, since \"templates/\(component.name).yml\" has the same name"
        }
        if parts.count == 2, last.hasSuffix(".yaml") {
            return "this is no component, because GitLab takes \".yml\" only; rename the file"
        }
        if parts.count == 3, last == "template.yaml" {
            return "this is no component, because GitLab takes \"template.yml\" only; rename the file"
        }
        if (parts.count == 2 && last.hasSuffix(".yml")) || (parts.count == 3 && last == "template.yml") {
            let name = parts.count == 2 ? last.dropLast(".yml".count) : parts[1]
            return "this is no component, because \"\(name)\" has more than letters, digits, \"_\" and \"-\"; rename it"
        }
        if last == "template.yml" {
            return "this is no component, because it lies too deep; move it to \"templates/NAME\""
        }
        return nil
    }

    private static func isLicence(_ path: String) -> Bool {
        let name = path.uppercased()
        return ["LICENSE", "LICENCE", "COPYING"].contains { name == $0 || name.hasPrefix($0 + ".") }
    }

    /// A finding on a file as a whole, or on one that is not there.
    private static func missing(
        _ path: String, _ id: String, _ severity: Diagnostic.Severity, _ message: String,
        in files: any ProjectFiles = MemoryProject()
    ) -> CheckedFile {
        let file = SourceFile(name: files.shownName(of: path), path: path, bytes: files.contents(of: path) ?? [])
        var checked = CheckedFile(file)
        checked.add(Diagnostic(id: id, severity: severity, message: message, at: .start(of: file), docs: docs))
        return checked
    }
}
