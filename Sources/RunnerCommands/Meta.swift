import ArgumentParser
import BuildKit
import LinuxProcess

/// Tags, labels and annotations for a build that something else runs.
struct Meta: ParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case lines, json, dotenv
    }

    static let configuration = CommandConfiguration(
        commandName: Verb.meta.rawValue,
        abstract: "Print tags, labels and annotations for the image of this pipeline.",
        discussion: """
            The rules are those of docker/metadata-action, on GitLab's variables: a branch is CI_COMMIT_BRANCH, a tag \
            CI_COMMIT_TAG, a pull request the merge request (its tag is mr-1), a schedule CI_PIPELINE_SOURCE.

            A tag is rewritten to what registries accept: other characters become one -, those in front that a tag cannot \
            begin with are dropped, and what is longer than 128 characters is cut and ends in a hash of the whole. Names of \
            images become lower case. Exit code 78 means that a rule, an expression or a variable cannot be used.
            """)

    @OptionGroup var options: MetadataOptions

    @Option(help: "lines, json or dotenv.")
    var format = Format.lines

    @Option(help: "What lines hold: tags, tag-names, labels, annotations or version.")
    var print = MetadataRenderer.List.tags

    @Option(help: "What stands between tags. (default: a line end; in dotenv a comma)")
    var sepTags: String?

    @Option(help: "What stands between labels.")
    var sepLabels = "\n"

    @Option(help: "What stands between annotations.")
    var sepAnnotations = "\n"

    func validate() throws {
        if format == .dotenv, sepTags?.contains(where: \.isNewline) == true {
            throw ValidationError("A value of a dotenv report has one line; give --sep-tags without a line end")
        }
    }

    func run() throws {
        let environment = Invocation.dictionary(LocalMachine.environment)
        let speaker = Speaker(mask: SecretMask(environment: environment))
        do throws(PlanError) {
            let metadata = try JobMetadata.resolve(
                options.request(environment: environment), environment: environment)
            let (text, warnings) = rendered(metadata)
            for warning in metadata.warnings + warnings { speaker.say(warning) }
            if metadata.tagNames.isEmpty { speaker.say("no rule yields a tag for this pipeline; see --tags") }
            writeAll(text.utf8, to: 1)
        } catch { speaker.fail(error) }
    }

    private func rendered(_ metadata: ImageMetadata) -> (text: String, warnings: [String]) {
        switch format {
        case .lines:
            let separator =
                switch print {
                case .tags, .tagNames: sepTags ?? "\n"
                case .labels: sepLabels
                case .annotations: sepAnnotations
                case .version: "\n"
                }
            return (MetadataRenderer.lines(print, of: metadata, separator: separator), [])
        case .json: return (MetadataRenderer.json(metadata).prettyText + "\n", [])
        case .dotenv: return MetadataRenderer.dotenv(metadata, separator: sepTags ?? ",")
        }
    }
}

extension MetadataRenderer.List: ExpressibleByArgument {}
