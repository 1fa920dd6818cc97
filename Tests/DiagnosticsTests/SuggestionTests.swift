import Testing

@testable import Diagnostics

struct SuggestionTests {
    private let keys = ["script", "stage", "when", "before_script", "rules", "needs", "image", "pages"]

    @Test(arguments: [
        ("scripts", "script"), ("sript", "script"), ("scirpt", "script"), ("whem", "when"), ("Stage", "stage"),
        ("before-script", "before_script"), ("beforescript", "before_script"), ("rule", "rules"), ("imgae", "image"),
    ])
    func finds(word: String, meant: String) {
        #expect(Suggestion.nearest(to: word, among: keys) == meant)
    }

    @Test(arguments: ["foo", "", "x", "variables", "script"])
    func staysSilent(word: String) {
        #expect(Suggestion.nearest(to: word, among: keys) == nil)
    }
}
