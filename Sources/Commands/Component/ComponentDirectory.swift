import GitLabCI

/// The component project that a command line names.
enum ComponentDirectory {
    static func open(_ path: String) throws(CommandFailure) -> ProjectDirectory {
        guard FilePath.isDirectory(path), let project = ProjectDirectory(path, isShownAbsolute: path.hasPrefix("/"))
        else {
            throw CommandFailure("\"\(path)\" is no directory; name the root of a component project", status: .usage)
        }
        return project
    }

    /// The component of a name, or the only one.
    static func component(
        _ name: String?, of project: ProjectDirectory
    ) throws(CommandFailure) -> ComponentProject.Component {
        let all = ComponentProject(project)
        let known = all.components.map { "\"\($0.name)\"" }.joined(separator: ", ")
        guard !all.components.isEmpty else {
            throw CommandFailure(
                "\"\(project.root)\" has no component: no \"templates/NAME.yml\" and no \"templates/NAME/template.yml\"",
                status: .usage)
        }
        guard let name else {
            guard all.components.count == 1, let only = all.components.first else {
                throw CommandFailure("the project has several components; name one of \(known)", status: .usage)
            }
            return only
        }
        guard let component = all[name] else {
            throw CommandFailure("there is no component \"\(name)\"; there is \(known)", status: .usage)
        }
        return component
    }
}
