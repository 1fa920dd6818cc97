import Diagnostics

/// A file that is to be included, and what has been found out about it.
struct IncludedFile {
    enum Source {
        case local
        case artifact
        case external(ExternalInclude)
    }

    let source: Source
    /// The name by which GitLab's messages call the file.
    let location: String
    let parameters: ConfigMapping
    /// Where the location is written.
    let span: SourceSpan
    /// The first reason why the file cannot be included.
    var failure: LoadingError?
    var content = ConfigMapping()

    var inputs: ConfigValue? { parameters["inputs"] }
}

/// Finds out what kind of file an entry of `include` names.
struct IncludeMatcher {
    private static let kinds = ["local", "project", "remote", "template", "artifact", "component"]
    private static let headerKinds = ["local", "remote", "project"]

    /// In a header, files hold inputs only and come from fewer places.
    let isHeader: Bool

    func match(_ location: IncludeLocation) throws(LoadingError) -> IncludedFile {
        let allowed = isHeader ? Self.headerKinds : Self.kinds
        let present = allowed.filter { isPresent($0, location) }
        let list = "`" + allowed.joined(separator: "`, `") + "`"
        guard let kind = present.first else {
            let json = JSONText.write(ConfigValue(.mapping(location.parameters), at: location.span))
            throw LoadingError(
                "include-kind",
                "`\(json)` does not have a valid subkey for \(isHeader ? "header include" : "include"). "
                    + "Valid subkeys are: \(list)", at: location.span)
        }
        guard present.count == 1 else {
            throw LoadingError(
                "include-kind", "Each include must use only one of: \(list)", at: location.spanOf(present[1]),
                related: [.init(location.spanOf(kind), "the first one")])
        }
        return file(kind, location)
    }

    private func isPresent(_ kind: String, _ location: IncludeLocation) -> Bool {
        let parameters = location.parameters
        switch kind {
        case "local": return parameters["local"].map { !Self.withoutSlashes(RubyText.string($0)).isBlank } ?? false
        case "project":
            let hasFile = parameters["file"].map { !Self.withoutSlashes(RubyText.string($0)).isBlank } ?? false
            return hasFile && !(parameters["project"].map { Self.projectName($0).isBlank } ?? true)
        default: return parameters[kind].map { !$0.isBlank } ?? false
        }
    }

    private func file(_ kind: String, _ location: IncludeLocation) -> IncludedFile {
        let value = location.parameters[kind]
        let name = value.map(RubyText.string) ?? ""
        func made(_ source: IncludedFile.Source, _ location: String, _ span: SourceSpan) -> IncludedFile {
            IncludedFile(source: source, location: location, parameters: parameters, span: span)
        }
        let parameters = location.parameters
        let span = location.spanOf(kind)
        var file: IncludedFile
        switch kind {
        case "local": file = made(.local, Self.withoutSlashes(name), span)
        case "project":
            let path = Self.withoutSlashes(RubyText.string(parameters["file"] ?? ConfigValue(.null, at: span)))
            let project = parameters["project"].map(Self.projectName) ?? ""
            let ref = location.text("ref")
            file = made(.external(.project(path: project, file: path, ref: ref)), path, location.spanOf("file"))
        case "remote": file = made(.external(.remote(address: name, integrity: location.text("integrity"))), name, span)
        case "template": file = made(.external(.template(name: name)), name, span)
        case "artifact": file = made(.artifact, name, span)
        default: file = made(.external(.component(address: name)), name, span)
        }
        file.failure = locationFailure(file, isText: kind == "local" || kind == "project" || value?.isString ?? false)
        return file
    }

    private func locationFailure(_ file: IncludedFile, isText: Bool) -> LoadingError? {
        func failure(_ message: String) -> LoadingError { LoadingError("include-location", message, at: file.span) }
        guard isText else { return failure("Included file `\(file.location)` needs to be a string") }
        if case .external(.component) = file.source { return nil }
        guard Self.hasYAMLExtension(file.location) else {
            return failure("Included file `\(file.location)` does not have YAML extension!")
        }
        switch file.source {
        case .external(.remote(let address, _)) where !RemoteAddress.isValid(address):
            return failure("Remote file `\(address)` does not have a valid address!")
        case .external(.template(let name)) where !name.hasSuffix(".gitlab-ci.yml"):
            return failure("Template file `\(name)` is not a valid location!")
        default: return nil
        }
    }

    /// `.+\.(yml|yaml)$` on the last part of the path, in any case.
    private static func hasYAMLExtension(_ location: String) -> Bool {
        let name = (location.split(separator: "/").last ?? "").lowercased()
        return [".yml", ".yaml"].contains { name.hasSuffix($0) && name.count > $0.count }
    }

    private static func withoutSlashes(_ path: String) -> String { String(path.drop { $0 == "/" }) }

    private static func projectName(_ value: ConfigValue) -> String {
        RubyText.string(value.sequence?.first ?? value).lowercased()
    }
}

extension String {
    /// Empty, or nothing but white space.
    var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }
}
