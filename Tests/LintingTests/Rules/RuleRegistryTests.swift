import Linting
import Testing

/// What holds for all rules.
@Suite struct RuleRegistryTests {
    private static let all = AllRules.all.map { ($0, type(of: $0).about) }

    @Test func idsAreTheNamesOfTypes() {
        for (rule, about) in Self.all {
            #expect(about.id == Self.kebab(String(describing: type(of: rule))))
        }
    }

    @Test func idsAndAliasesAreUnique() {
        let names = Self.all.flatMap { [$0.1.id] + $0.1.aliases }
        #expect(Set(names).count == names.count)
    }

    @Test func namesSayTheBadThing() {
        for (_, about) in Self.all {
            #expect(!["no-", "avoid-", "use-", "prefer-"].contains { about.id.hasPrefix($0) }, "\(about.id)")
        }
    }

    @Test func areDocumented() {
        for (_, about) in Self.all {
            #expect(!about.summary.isEmpty && !about.summary.hasSuffix("."), "\(about.id): summary")
            #expect(about.why.count >= 80 && about.why.hasSuffix("."), "\(about.id): why")
            #expect(about.examples.contains { $0.isBad && $0.isDocumented }, "\(about.id): bad example")
            #expect(about.examples.contains { !$0.isBad && $0.isDocumented }, "\(about.id): good example")
            #expect(about.references.allSatisfy { $0.hasPrefix("https://") }, "\(about.id): references")
            #expect(!about.references.isEmpty, "\(about.id): references")
            let shows = about.examples.contains { $0.fixed != nil }
            #expect(shows == (about.fix != .none), "\(about.id): a fix has an example, and no example without")
        }
    }

    @Test func messagesFollowTheVoice() {
        for (_, about) in Self.all {
            for message in about.examples.flatMap(\.messages) {
                #expect(!message.hasSuffix("."), "\(about.id): \(message)")
                #expect(!message.contains("\n"), "\(about.id): \(message)")
            }
        }
    }

    private static func kebab(_ name: String) -> String {
        var result = ""
        var previous: Character?
        for character in name {
            if character.isUppercase, previous?.isLowercase ?? false { result += "-" }
            result += character.lowercased()
            previous = character
        }
        return result
    }
}
