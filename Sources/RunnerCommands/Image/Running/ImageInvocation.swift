import ArgumentParser
import BuildKit
import Glibc
import LinuxProcess

/// One call of `buildkit-run image`, from its words to its exit code.
struct ImageInvocation {
    let words: [String]

    func carryOut() -> Never {
        let environment = Invocation.dictionary(LocalMachine.environment)
        let speaker = Speaker(mask: SecretMask(environment: environment))
        let line: ImageCommandLine
        do { line = try ImageCommandLine(words) } catch {
            speaker.fail(
                PlanError(
                    code: .usage,
                    message: "\(ImageOptions.message(for: error)); buildkit-run image --help lists the options"))
        }
        do throws(PlanError) {
            exit(try ImageRun(line, environment: environment, machine: .live).carryOut(speaker))
        } catch {
            speaker.fail(error)
        }
    }
}
