import ShellSyntax

extension ImageBuild {
    static func buildctl(_ line: CommandLine) -> ImageBuild {
        var build = ImageBuild(.buildctl, line)
        var directory: Text?
        for value in line.values("local") {
            let pair = build.pair(value)
            if pair.name == "context" { build.context = Text(text: pair.value ?? "", span: pair.span) }
            if pair.name == "dockerfile" { directory = Text(text: pair.value ?? "", span: pair.span) }
        }
        var filename: Text?
        for value in line.values("opt") {
            let pair = build.pair(value)
            let text = Text(text: pair.value ?? "", span: pair.span)
            switch pair.name {
            case "context": build.context = text
            case "filename": filename = text
            case "target": build.target = text
            case "platform": build.platforms = text
            case _ where pair.name.hasPrefix("build-arg:"):
                build.buildArguments.append(
                    Pair(name: String(pair.name.dropFirst(10)), value: pair.value, span: pair.span))
            case _ where pair.name.hasPrefix("label:"):
                build.labels.append(Pair(name: String(pair.name.dropFirst(6)), value: pair.value, span: pair.span))
            default: break
            }
        }
        if let directory {
            let name = filename?.text ?? "Dockerfile"
            build.dockerfile = Text(text: Self.join(directory.text, name), span: filename?.span ?? directory.span)
        }
        for value in line.values("output") {
            for attribute in CommandLine.attributes(of: value) {
                let span = line.command.span(attribute.range)
                if attribute.key == "name" {
                    build.names += attribute.value.split(separator: ",").map { Text(text: String($0), span: span) }
                }
                if attribute.key == "push", attribute.value != "false" { build.isPushed = true }
                if attribute.key == "type", attribute.value == "registry" { build.isPushed = true }
            }
        }
        build.cacheImports = line.values("import-cache").map(build.cache)
        build.cacheExports = line.values("export-cache").map(build.cache)
        build.noCache = line.has("no-cache") ? line.flag("no-cache") : nil
        return build
    }

    static func docker(_ line: CommandLine, _ tool: Tool) -> ImageBuild {
        var build = ImageBuild(tool, line)
        build.context = line.arguments.last.map { Text(text: $0.text, span: line.command.span($0)) }
        build.dockerfile = build.text(line.value("file"))
        build.target = build.text(line.value("target"))
        build.platforms = build.text(line.value("platform"))
        build.buildArguments = line.values("build-arg").map(build.pair)
        build.labels = line.values("label").map(build.pair)
        build.names = line.values("tag").compactMap(build.text)
        build.cacheImports = line.values("cache-from").map(build.cache)
        build.cacheExports = line.values("cache-to").map(build.cache)
        build.isPushed =
            line.has("push")
            || line.values("output").contains { value in
                CommandLine.attributes(of: value).contains {
                    ($0.key == "push" && $0.value != "false") || ($0.key == "type" && $0.value == "registry")
                }
            }
        build.noCache = line.has("no-cache") ? line.flag("no-cache") : nil
        return build
    }

    static func kaniko(_ line: CommandLine) -> ImageBuild {
        var build = ImageBuild(.kaniko, line)
        build.context = build.text(line.value("context"))
        build.dockerfile = build.text(line.value("dockerfile"))
        build.target = build.text(line.value("target"))
        build.platforms = build.text(line.value("custom-platform"))
        build.buildArguments = line.values("build-arg").map(build.pair)
        build.labels = line.values("label").map(build.pair)
        build.names = line.values("destination").compactMap(build.text)
        build.isPushed = !line.has("no-push")
        return build
    }

    static func join(_ directory: String, _ name: String) -> String {
        if directory.isEmpty || directory == "." { return name }
        return directory.hasSuffix("/") ? directory + name : directory + "/" + name
    }
}
