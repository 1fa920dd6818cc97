package import Diagnostics

/// A broken constraint of a schema, with the text of json_schemer 2.4, which GitLab shows.
package struct JSONSchemaError: Sendable {
    package let message: String
    package let span: SourceSpan
}

extension JSONSchema {
    /// Everything that is wrong with a value. Of alternatives, what is wrong with each is listed.
    package func errors(in value: ConfigValue) -> [JSONSchemaError] {
        let result = validate(value, at: "")
        guard !result.isValid else { return [] }
        var errors: [JSONSchemaError] = []
        result.collectErrors(into: &errors)
        return errors
    }

    private struct Result {
        let isValid: Bool
        let nested: [Result]
        let ignoresNested: Bool
        let message: String
        let span: SourceSpan

        init(
            _ isValid: Bool, _ message: String, _ value: ConfigValue, nested: [Result] = [], ignoresNested: Bool = false
        ) {
            self.isValid = isValid
            self.message = message
            self.nested = nested
            self.ignoresNested = ignoresNested
            span = value.span
        }

        /// The innermost failures speak, unless the failure is that too much is right.
        func collectErrors(into errors: inout [JSONSchemaError]) {
            let failed = ignoresNested ? [] : nested.filter { !$0.isValid }
            if failed.isEmpty {
                errors.append(JSONSchemaError(message: message, span: span))
            } else {
                for result in failed { result.collectErrors(into: &errors) }
            }
        }
    }

    private func validate(_ value: ConfigValue, at pointer: String) -> Result {
        let nested = constraints.map { Self.validate($0, value, pointer) }
        return Result(nested.allSatisfy(\.isValid), "", value, nested: nested)
    }

    private static func place(_ pointer: String) -> String { pointer.isEmpty ? "root" : "`\(pointer)`" }

    private static func child(_ pointer: String, _ key: String) -> String {
        var escaped = ""
        for scalar in key.unicodeScalars {
            switch scalar {
            case "~": escaped += "~0"
            case "/": escaped += "~1"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return pointer + "/" + escaped
    }

    private static func validate(_ constraint: Constraint, _ value: ConfigValue, _ pointer: String) -> Result {
        let place = place(pointer)
        switch constraint {
        case .oneOf(let schemas):
            let nested = schemas.map { $0.validate(value, at: pointer) }
            let count = nested.count(where: \.isValid)
            return Result(
                count == 1, "value at \(place) does not match exactly one `oneOf` schema", value, nested: nested,
                ignoresNested: count > 1)
        case .not(let schema):
            let inner = schema.validate(value, at: pointer)
            return Result(!inner.isValid, "value at \(place) matches `not` schema", value, nested: inner.nested)
        case .properties(let properties):
            let nested = properties.compactMap { name, schema in
                value[name].map { schema.validate($0, at: child(pointer, name)) }
            }
            let message = "object properties at \(place) do not match corresponding `properties` schemas"
            return Result(nested.allSatisfy(\.isValid), message, value, nested: nested)
        case .identifierProperties(let schema):
            let entries = (value.mapping?.entries ?? []).filter { hasIdentifierLine($0.name) }
            let nested = entries.map { schema.validate($0.value, at: child(pointer, $0.name)) }
            let message = "object properties at \(place) do not match corresponding `patternProperties` schemas"
            return Result(nested.allSatisfy(\.isValid), message, value, nested: nested)
        case .items(let schema):
            let nested = (value.sequence ?? []).enumerated().map { schema.validate($1, at: "\(pointer)/\($0)") }
            return Result(
                nested.allSatisfy(\.isValid), "array items at \(place) do not match `items` schema", value,
                nested: nested)
        case .type(let type):
            let article = ["integer", "array", "object"].contains(type) ? "an" : "a"
            return Result(has(type, value), "value at \(place) is not \(article) \(type)", value)
        case .types(let types):
            let list = "[" + types.map(RubyText.quoted).joined(separator: ", ") + "]"
            let isValid = types.contains { has($0, value) }
            return Result(isValid, "value at \(place) is not one of the types: \(list)", value)
        case .minLength(let limit):
            let isValid = value.string.map { $0.unicodeScalars.count >= limit } ?? true
            return Result(isValid, "string length at \(place) is less than: \(limit)", value)
        case .maxLength(let limit):
            let isValid = value.string.map { $0.unicodeScalars.count <= limit } ?? true
            return Result(isValid, "string length at \(place) is greater than: \(limit)", value)
        case .identifier:
            let isValid = value.string.map(hasIdentifierLine) ?? true
            return Result(isValid, "string at \(place) does not match pattern: \(identifierPattern)", value)
        case .required(let names):
            let missing = value.mapping.map { map in names.filter { name in !map.entries.contains { $0.name == name } }
            }
            return Result(
                missing?.isEmpty ?? true,
                "object at \(place) is missing required properties: \((missing ?? []).joined(separator: ", "))", value)
        case .onlyProperties(let names, let orIdentifiers):
            let others = (value.mapping?.entries ?? []).filter { entry in
                !names.contains(entry.name) && !(orIdentifiers && hasIdentifierLine(entry.name))
            }
            let nested = others.map { entry in
                let place = self.place(child(pointer, entry.name))
                let at = ConfigValue(.null, at: entry.keySpan)
                return Result(false, "object property at \(place) is a disallowed additional property", at)
            }
            let message = "object properties at \(place) do not match `additionalProperties` schema"
            return Result(nested.isEmpty, message, value, nested: nested)
        }
    }

    private static func has(_ type: String, _ value: ConfigValue) -> Bool {
        switch type {
        case "null": value.isNull
        case "boolean": value.isBool
        case "number": value.isNumeric
        case "integer": value.isInteger || value.float.map { $0 == $0.rounded(.down) } ?? false
        case "string": value.isString
        case "array": value.isSequence
        case "object": value.isMapping
        default: true
        }
    }
}
