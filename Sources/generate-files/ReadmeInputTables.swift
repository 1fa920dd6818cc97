import Commands
import Diagnostics
import Generation
import GitLabCI

/// The tables of inputs in the README.
struct ReadmeInputTables: GeneratedOutput {
    let summary = "README.md: the tables of the components' inputs"
    private let path = "README.md"

    func files(in checkout: Checkout) throws -> [GeneratedFile] {
        let components = try ComponentCatalog.all()
        let files = MemoryProject(texts: Dictionary(uniqueKeysWithValues: components.map { ($0.path, $0.text) }))
        let project = ComponentProject(files)
        do {
            // In the order of `buildkit-ci component docs`, which has to find nothing to do.
            let descriptions = try project.components.map { try ComponentDescription($0, in: files) }
            let text = try InputSections.updated(checkout.text(of: path) ?? "", with: descriptions)
            return [GeneratedFile(path: path, text: text)]
        } catch let error as LoadingError {
            throw CommandFailure("\(error.span): \(error.message)")
        } catch let problem as InputSections.Problem {
            throw CommandFailure("\(path): \(problem)")
        }
    }
}
