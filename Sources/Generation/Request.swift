/// What the user asks the generator for, as it was written: nothing in here has been checked.
package struct Request: Equatable, Sendable {
    /// Where the daemon that builds runs.
    package enum Mode: String, CaseIterable, Sendable {
        /// In the job's own container, started for the one build.
        case daemonless
        /// In a container beside the job's, as an entry of `services:`.
        case service
    }

    /// What starts the daemon or waits for it.
    package enum Runner: String, CaseIterable, Sendable {
        /// What the moby/buildkit image holds: `buildctl-daemonless.sh` and `buildctl`.
        case stock
        /// Our own `buildkit-run`, which the job's image must hold.
        case buildkitRun = "buildkit-run"
    }

    package var mode: Mode
    package var runner: Runner = .stock
    /// The image to push, without a tag; may hold GitLab's variables, as all texts below.
    package var name = "$CI_REGISTRY_IMAGE"
    package var tags = ["$CI_COMMIT_SHORT_SHA", "$CI_COMMIT_REF_SLUG"]
    /// The directory that the build sees, relative to the checkout.
    package var context = "."
    /// The Dockerfile, relative to the checkout; `Dockerfile` in the context when absent.
    package var dockerfile: String?
    package var cache: Cache = .besideImage
    /// The image that the job runs in; the public one of the release that we pin to when absent.
    package var jobImage: String?
    /// Whether the daemon runs as root in a privileged container, rather than rootless.
    package var privileged = false
    /// The stage of the job; `test`, GitLab's own default, when absent.
    package var stage: String? = "build"
    package var job = "build-image"

    package init(mode: Mode) {
        self.mode = mode
    }

    /// Where build cache is kept between jobs.
    package enum Cache: Equatable, Sendable {
        case none
        /// A tag of its own next to the image, which every registry accepts and the same login covers.
        case besideImage
        case reference(String)
    }
}
