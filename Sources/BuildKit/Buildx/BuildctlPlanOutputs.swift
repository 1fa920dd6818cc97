extension BuildctlPlanBuilder {
    /// What the build leaves: images, archives, files.
    mutating func addOutputs() throws(BuildxError) {
        let tags = request.all(.tag)
        for tag in tags where tag.isEmpty || tag.contains(",") || tag.contains(" ") {
            throw BuildxError("--tag \"\(tag)\" is no image name; give each tag an option of its own")
        }
        guard try method() == nil else { return }
        var outputs: [[String]] = []
        for text in request.all(.output) {
            if let output = try output(text) { outputs.append(output) }
        }
        if request.isOn(.push) {
            if let place = outputs.firstIndex(where: { $0.contains("type=image") }) {
                outputs[place].removeAll { $0.hasPrefix("push=") }
                outputs[place].append("push=true")
            } else {
                outputs.append(["type=image", "push=true"])
            }
        } else if request.all(.output).isEmpty {
            if tags.isEmpty {
                notes.append("the result stays in the builder's cache only; give -t and --push, or --output")
            } else {
                outputs.append(["type=image"])
                notes.append("the image is built and not pushed; add --push")
            }
        }
        for output in outputs { add("--output", try finished(output, tags)) }
    }

    /// The fields of an output in buildctl's terms; nothing for one that only fills the cache.
    private mutating func output(_ text: String) throws(BuildxError) -> [String]? {
        var fields = try Self.fields(text, of: "--output")
        if fields.count == 1, !text.contains("=") {
            return text == "-" ? ["type=tar", "dest=-"] : ["type=local", "dest=\(text)"]
        }
        guard let place = fields.firstIndex(where: { $0.hasPrefix("type=") }) else {
            throw BuildxError("--output \"\(text)\" has no type; write type=image, oci, docker, local or tar")
        }
        let type = fields.remove(at: place).dropFirst(5)
        let hasDestination = fields.contains { $0.hasPrefix("dest=") }
        switch type {
        case "registry": return ["type=image"] + fields.filter { !$0.hasPrefix("push=") } + ["push=true"]
        case "image": return ["type=image"] + fields
        case "cacheonly": return nil
        case "docker":
            guard hasDestination else {
                throw BuildxError(
                    "--output \"\(text)\" has no Docker daemon to load into; write type=docker,dest=image.tar")
            }
            guard request.list(.platform).count < 2 else {
                throw BuildxError("--output \"\(text)\" cannot hold several platforms; write type=oci,dest=image.tar")
            }
        case "oci", "local", "tar":
            guard hasDestination else { throw BuildxError("--output \"\(text)\" has no destination; add dest=path") }
        default:
            throw BuildxError(
                "--output \"\(text)\" has the unknown type \"\(type)\"; write image, oci, docker, local or tar")
        }
        return ["type=\(type)"] + fields
    }

    /// With the names of the tags and the annotations, where the kind of output has them.
    private func finished(_ output: [String], _ tags: [String]) throws(BuildxError) -> String {
        guard !output.contains("type=local"), !output.contains("type=tar") else { return CSVRecord.joined(output) }
        var fields = output
        if !tags.isEmpty, !fields.contains(where: { $0.hasPrefix("name=") }) {
            fields.insert("name=\(tags.joined(separator: ","))", at: 1)
        }
        if fields.contains("push=true"), !fields.contains(where: { $0.hasPrefix("name=") }) {
            throw BuildxError("the image has no name to be pushed to; give -t registry/image:tag")
        }
        for text in request.all(.annotation) { fields += try annotation(text) }
        return CSVRecord.joined(fields)
    }

    private static let levels = ["manifest", "index", "manifest-descriptor", "index-descriptor"]

    /// `index,manifest[linux/amd64]:key=value` → `annotation-index.key=value` and
    /// `annotation-manifest[linux/amd64].key=value`; without a level it is the manifest.
    private func annotation(_ text: String) throws(BuildxError) -> [String] {
        let (left, value) = Self.pair(text)
        guard let value, !left.isEmpty else {
            throw BuildxError("--annotation \"\(text)\" has no key and value; write key=value")
        }
        guard let colon = left.firstIndex(of: ":") else { return ["annotation.\(left)=\(value)"] }
        let key = left[left.index(after: colon)...]
        var attributes: [String] = []
        for level in left[..<colon].split(separator: ",", omittingEmptySubsequences: false) {
            let name = level.prefix { $0 != "[" }
            guard Self.levels.contains(String(name)), name.count == level.count || level.hasSuffix("]"), !key.isEmpty
            else {
                throw BuildxError(
                    "--annotation \"\(text)\" has the unknown level \"\(level)\"; write \(Self.levels.joined(separator: ", "))"
                )
            }
            attributes.append("annotation-\(level).\(key)=\(value)")
        }
        return attributes
    }

    mutating func addCache() throws(BuildxError) {
        for (field, option, flag) in [
            (BuildxOption.Field.cacheFrom, "--import-cache", "--cache-from"),
            (.cacheTo, "--export-cache", "--cache-to"),
        ] {
            for text in request.all(field) {
                let fields = try Self.fields(text, of: flag)
                guard text.contains("=") else {
                    guard !text.isEmpty else { continue }
                    add(option, "type=registry,ref=\(text)")
                    noteMode(fields, isExport: field == .cacheTo)
                    continue
                }
                guard let type = fields.first(where: { $0.hasPrefix("type=") })?.dropFirst(5) else {
                    throw BuildxError("\(flag) \"\(text)\" has no type; write type=registry,ref=registry/image:cache")
                }
                guard type != "gha" else {
                    throw BuildxError(
                        "\(flag) \"\(text)\" needs GitHub's cache; write type=registry,ref=$CI_REGISTRY_IMAGE/cache")
                }
                for field in fields {
                    let (key, value) = Self.pair(field)
                    guard SecretMask.isSecret(name: key), value?.isEmpty == false else { continue }
                    throw BuildxError(
                        "\(flag) \(mask.masked(text)) holds a secret, which would stand on the command line of buildctl; "
                            + "leave \(key) out and give it to the daemon by its environment, for S3 as AWS_SECRET_ACCESS_KEY"
                    )
                }
                add(option, CSVRecord.joined(fields))
                if type != "inline" { noteMode(fields, isExport: field == .cacheTo) }
            }
        }
    }

    private mutating func noteMode(_ fields: [String], isExport: Bool) {
        guard isExport, !fields.contains(where: { $0.hasPrefix("mode=") }) else { return }
        notes.append("--cache-to without mode= exports the last stage only; add mode=max for all stages")
    }

    /// Secrets, keys, files, display.
    mutating func addSession() throws(BuildxError) {
        for secret in request.all(.secret) {
            let fields = try Self.fields(secret, of: "--secret")
            guard fields.contains(where: { $0.hasPrefix("id=") }) else {
                throw BuildxError("--secret \"\(secret)\" has no id; write id=name,env=VARIABLE or id=name,src=file")
            }
            if let variable = fields.first(where: { $0.hasPrefix("env=") })?.dropFirst(4),
                environment.variables[String(variable)] == nil
            {
                notes.append(
                    "--secret \(secret) is empty, since \(variable) is not set; is it a protected variable, and the branch is not?"
                )
            }
            add("--secret", secret)
        }
        var keys = request.all(.ssh)
        if keys.isEmpty, request.context.hasPrefix("git@") || request.context.hasPrefix("ssh://") { keys = ["default"] }
        for key in keys { add("--ssh", key) }
        if let file = request.last(.metadataFile) { add("--metadata-file", file) }
        let progress = request.isOn(.quiet) ? "quiet" : request.last(.progress) ?? "auto"
        switch progress {
        case "auto": break
        case "plain", "tty", "rawjson", "quiet": add("--progress", progress)
        case "none": add("--progress", "quiet")
        default: throw BuildxError("--progress \"\(progress)\" is unknown; write auto, plain, tty, quiet or rawjson")
        }
    }
}
