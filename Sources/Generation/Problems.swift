import BuildKit

/// The checks of a request; they collect what they find.
struct Problems {
    private(set) var found: [RequestProblem] = []

    /// The tag that holds the cache when it is kept beside the image.
    static let cacheTag = "buildcache"

    /// The image to push: a name alone, since tags have an option of their own and a digest is not ours to choose.
    mutating func checkName(_ name: String) {
        guard let reference = reference(name, option: "--name") else { return }
        if let tag = reference.tag {
            report("--name", "\"\(name)\" ends in the tag \"\(tag)\"; give the tag by --tag")
        } else if reference.digest != nil {
            report("--name", "\"\(name)\" has a digest, which only the push can tell; leave it out")
        }
    }

    mutating func checkTags(_ tags: [String], cache: Request.Cache) {
        if tags.isEmpty { report("--tag", "an image needs at least one tag") }
        var seen: Set<String> = []
        for tag in tags {
            let text = VariableText(tag)
            if let branch = text.variables.first(where: PredefinedVariable.mayHoldSlash) {
                report("--tag", "\"\(tag)\" uses $\(branch), which may hold a slash; use $CI_COMMIT_REF_SLUG")
            } else if !ImageReference.isTag(text.expanded(PredefinedVariable.example(of:))) {
                report("--tag", ImageReference.Malformed.tag(tag).description)
            }
            if !seen.insert(tag).inserted { report("--tag", "\"\(tag)\" is given twice") }
            if tag == Self.cacheTag, cache == .besideImage {
                report(
                    "--tag", "\"\(tag)\" is where the cache is kept; choose another tag, or move the cache by --cache")
            }
        }
    }

    mutating func checkCache(_ cache: Request.Cache) {
        guard case .reference(let text) = cache, let reference = reference(text, option: "--cache") else { return }
        if reference.digest != nil { report("--cache", "\"\(text)\" has a digest; a cache is written to a tag") }
    }

    mutating func checkPaths(of request: Request) {
        if request.context.isEmpty {
            report("--context", "the path is empty; write . for the whole checkout")
        } else if request.context.contains("://") {
            report("--context", "\"\(request.context)\" is remote; name a directory of the checkout")
        }
        if let dockerfile = request.dockerfile, dockerfile.isEmpty || dockerfile.hasSuffix("/") {
            report("--dockerfile", "\"\(dockerfile)\" is not a file; name the Dockerfile itself")
        }
        for (option, path) in [("--context", request.context), ("--dockerfile", request.dockerfile ?? "")]
        where path.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7f }) {
            report(option, "the path holds a control character; rename it")
        }
    }

    mutating func checkJob(of request: Request) {
        if let image = request.jobImage {
            _ = reference(image, option: "--image")
        } else if request.runner == .buildkitRun {
            report(
                "--image",
                "no public image holds buildkit-run; build one \"FROM \(Plan.publicImage(privileged: request.privileged))\""
                    + " with \"COPY buildkit-run /usr/bin/\" and name it here, or use --runner stock")
        }
        if let stage = request.stage, stage.isEmpty { report("--stage", "the name is empty") }
        if request.job.isEmpty || request.job.count > 255 {
            report("--job", "a job's name has 1 to 255 characters")
        } else if request.job.hasPrefix(".") {
            report("--job", "\"\(request.job)\" would be hidden and never run; leave out the dot")
        } else if Self.reserved.contains(request.job) {
            report("--job", "\"\(request.job)\" is a keyword of GitLab; choose another name")
        }
    }

    /// The top-level keywords, none of which can name a job, and the job that GitLab adds for Pages (GitLab docs, `jobs`).
    private static let reserved: Set<String> = [
        "after_script", "before_script", "cache", "default", "image", "include", "pages:deploy", "services", "stages",
        "variables", "workflow",
    ]

    private mutating func reference(_ text: String, option: String) -> ImageReference? {
        do throws(ImageReference.Malformed) {
            return try ImageReference(VariableText(text).expanded(PredefinedVariable.example(of:)))
        } catch {
            report(option, "\"\(text)\": \(error)")
            return nil
        }
    }

    private mutating func report(_ option: String, _ message: String) {
        found.append(RequestProblem(option: option, message: message))
    }
}
