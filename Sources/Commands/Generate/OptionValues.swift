import ArgumentParser
import BuildKit
import BuildRequests

extension BuildRequest.Mode: ExpressibleByArgument {}
extension BuildRequest.Runner: ExpressibleByArgument {}
extension ImageNaming.Push: ExpressibleByArgument {}
extension ImageNaming.AnnotationLevel: ExpressibleByArgument {}
extension BuildInputs.MultiPlatform: ExpressibleByArgument {}
extension BuildInputs.Provenance: ExpressibleByArgument {}
extension CacheSettings.CacheType: ExpressibleByArgument {}
extension CacheSettings.Mode: ExpressibleByArgument {}
extension CacheSettings.Scope: ExpressibleByArgument {}
extension CacheSettings.Export: ExpressibleByArgument {}
extension CacheSettings.Profile: ExpressibleByArgument {}
extension JobSettings.Occasion: ExpressibleByArgument {}
extension BuilderSettings.TLS: ExpressibleByArgument {}

/// `NAME=VALUE`, as options for maps take it.
struct NamedOption: ExpressibleByArgument {
    let name: String
    let value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else { return nil }
        name = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }
}

extension [NamedOption] {
    /// The map; nil where no option was given. A later one goes before an earlier one of the same name.
    var map: NamedValues<String>? {
        guard !isEmpty else { return nil }
        var map = NamedValues<String>()
        for option in self { map[option.name] = option.value }
        return map
    }

    /// The same for lists: options of the same name add up.
    var lists: NamedValues<[String]>? {
        guard !isEmpty else { return nil }
        var map = NamedValues<[String]>()
        for option in self { map[option.name, default: []].append(option.value) }
        return map
    }
}

extension Array {
    /// Nil where no option was given.
    var given: [Element]? { isEmpty ? nil : self }
}

/// A list between commas; options that are repeated add up.
struct ListOption<Element: ExpressibleByArgument & Sendable>: ExpressibleByArgument {
    let elements: [Element]

    init?(argument: String) {
        var elements: [Element] = []
        for word in argument.split(separator: ",", omittingEmptySubsequences: false) {
            guard let element = Element(argument: String(word)) else { return nil }
            elements.append(element)
        }
        self.elements = elements
    }

    static var allValueStrings: [String] { Element.allValueStrings }
}

/// `id=NAME,env=VARIABLE` or `id=NAME,src=FILE`, as `buildctl --secret` has it.
extension SecretSource: ExpressibleByArgument {
    package init?(argument: String) {
        guard let fields = try? CSVRecord.fields(argument) else { return nil }
        var values: [String: String] = [:]
        for field in fields {
            guard let option = NamedOption(argument: field), values[option.name] == nil else { return nil }
            values[option.name] = option.value
        }
        guard values.count == 2, let id = values["id"] else { return nil }
        if let variable = values["env"] {
            self.init(id: id, origin: .variable(variable))
        } else if let file = values["src"] {
            self.init(id: id, origin: .file(file))
        } else {
            return nil
        }
    }
}

/// `gitlab`, `dependency-proxy`, or `host=HOST,username=VARIABLE,password=VARIABLE`.
extension RegistryLogin: ExpressibleByArgument {
    package init?(argument: String) {
        switch argument {
        case "gitlab": self = .gitlab
        case "dependency-proxy": self = .dependencyProxy
        default:
            guard let fields = try? CSVRecord.fields(argument) else { return nil }
            var values: [String: String] = [:]
            for field in fields {
                guard let option = NamedOption(argument: field), values[option.name] == nil else { return nil }
                values[option.name] = option.value
            }
            guard values.count == 3, let host = values["host"], let user = values["username"],
                let password = values["password"]
            else { return nil }
            self = .named(host: host, userVariable: user, passwordVariable: password)
        }
    }
}
