import Diagnostics

/// One file read as a configuration: documents, header, inputs and interpolation.
struct ConfigurationText {
    private let documents: ConfigDocuments
    private let file: SourceFile

    /// - Throws: when the documents of the file cannot be loaded.
    init(_ file: SourceFile, notes: inout LoadingNotes) throws(LoadingError) {
        documents = try ConfigDocuments(file, notes: &notes)
        self.file = file
    }

    /// Whether the header names files with more inputs, which a component must not do.
    var specInclude: ConfigMapping.Entry? { documents.header?["spec"]?.mapping?.entry("include") }

    /// The inputs of the header that an includer has to give a value.
    var requiredInputs: Set<String> {
        let inputs = documents.header?["spec"]?["inputs"]?.mapping?.entries ?? []
        return Set(inputs.compactMap { InputDefinition($0) }.filter(\.isRequired).map(\.name))
    }

    /// Whether this is the text of a file with the same content.
    func isOf(_ other: SourceFile) -> Bool { file == other || file.bytes == other.bytes }

    /// The configuration with its inputs in place.
    ///
    /// - Parameters:
    ///   - provided: the value of `include:inputs`, if there is one.
    ///   - usesStandIns: whether inputs without a value get one that merely has the right type.
    ///   - includeInputs: gets the inputs of the files that `spec:include` names, merged with those of the header.
    /// - Throws: for a wrong header, wrong inputs, or a wrong block.
    func configuration(
        provided: ConfigValue?, component: [String: ConfigValue], variables: [String: String],
        usesStandIns: Bool = false, includeInputs: (ConfigMapping) throws(LoadingError) -> ConfigMapping
    ) throws(LoadingError) -> ConfigMapping {
        if let provided, !provided.isNull, !provided.isMapping {
            throw LoadingError("inputs", "Given inputs must be a hash", at: provided.span)
        }
        let arguments = provided?.mapping ?? ConfigMapping()
        guard let header = documents.header else {
            if let first = arguments.entries.first {
                throw LoadingError(
                    "inputs",
                    "Given inputs not defined in the `spec` section of the included configuration file",
                    at: first.keySpan, related: [.init(.start(of: file), "this file has no `spec` header")])
            }
            return documents.content
        }
        if let error = LoadingError("header", HeaderValidator.problems(of: header)) { throw error }
        var spec = header["spec"]?.mapping ?? ConfigMapping()
        if spec["include"].map({ !$0.isBlank }) ?? false { spec = try includeInputs(spec) }
        let place = provided?.span ?? header.entries[0].keySpan
        let values = try InputResolver.resolve(
            spec["inputs"]?.mapping ?? ConfigMapping(), provided: arguments, usesStandIns: usesStandIns, at: place)
        let context = InterpolationContext(
            roots: roots(values, component, spec["component"], at: place), variables: variables)
        var interpolator = Interpolator(context)
        return try interpolator.interpolate(documents.content, at: .start(of: file))
    }

    private func roots(
        _ inputs: [String: ConfigValue], _ component: [String: ConfigValue], _ declared: ConfigValue?,
        at place: SourceSpan
    ) -> [String: ConfigValue] {
        func mapping(_ values: [(String, ConfigValue)]) -> ConfigValue {
            let entries = values.map { ConfigMapping.Entry(key: .string($0.0), keySpan: place, value: $0.1) }
            return ConfigValue(.mapping(ConfigMapping(entries)), at: place)
        }
        let names = (declared?.sequence ?? []).compactMap(\.string)
        let known = names.compactMap { name in component[name].map { (name, $0) } }
        return ["inputs": mapping(inputs.map { ($0.key, $0.value) }), "component": mapping(known)]
    }
}
