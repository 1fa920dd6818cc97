import BuildKit
import Testing

@testable import RunnerCommands

@Suite struct CacheRequestTests {
    @Test func whatIsSaidOverridesWhatAFileSays() {
        let line = CacheRequest(mode: .min, ignoresErrors: false)
        let file = CacheRequest(kind: .inline, reference: "r/a", mode: .max, scope: .shared)
        #expect(
            line.overriding(file)
                == CacheRequest(kind: .inline, reference: "r/a", mode: .min, scope: .shared, ignoresErrors: false))
        #expect(CacheRequest().isSilent && !line.isSilent)
    }

    @Test func whatTheKindDoesNotHaveIsFound() {
        #expect(CacheRequest(mode: .min, export: .always).strayOptions == [])
        #expect(
            CacheRequest(kind: .inline, reference: "r/a", mode: .max, scope: .shared, export: .never).strayOptions == [
                "--cache-mode", "--cache-export",
            ])
        #expect(
            CacheRequest(kind: CacheStrategy.Kind.none, reference: "r/a", scope: .shared).strayOptions == [
                "--cache-ref", "--cache-scope",
            ])
    }

    @Test func theReferenceIsTheOneThatIsSaidElseBesideTheImage() throws {
        func reference(_ request: CacheRequest, _ image: String?) -> String? {
            request.strategy(besideImage: image)?.imports(slug: nil).first?["ref"]
        }
        #expect(reference(CacheRequest(), "r.example/app") == "r.example/app:buildcache")
        #expect(reference(CacheRequest(reference: "r.example/cache"), "r.example/app") == "r.example/cache:buildcache")
        #expect(reference(CacheRequest(reference: "r.example/cache:own"), nil) == "r.example/cache:own")
        #expect(CacheRequest().strategy(besideImage: nil) == nil)
    }
}
