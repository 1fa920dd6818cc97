import Testing

@testable import GitLabCI

struct InputTableTests {
    private static let files = MemoryProject(texts: [
        "templates/a.yml": """
        spec:
          component: [name]
          inputs:
            image: {description: "The image | its tag"}
            level: {type: number, options: [1, 2], default: 1, description: How far}
            tags: {type: array, default: [a, b]}
            version: {regex: '^(a|b)$', default: ''}
        ---
        .x: {script: x}

        """,
        "templates/b/template.yml": """
        spec:
          inputs:
            level: {type: number, options: [1, 2], default: 1, description: How far}
            image: {description: "Another `image`", default: "`"}
        ---
        .x: {script: x}

        """,
    ])

    private static func descriptions() throws -> [ComponentDescription] {
        try ComponentProject(files).components.map { (component) throws(LoadingError) in
            try ComponentDescription(component, in: files)
        }
    }

    @Test func `one component`() throws {
        #expect(
            InputTable.text(of: [try Self.descriptions()[0]]) == #"""
                | Input | Type | Default | Meaning |
                |---|---|---|---|
                | `image` | string | required | The image \| its tag. |
                | `level` | number | `1` | How far. One of `1`, `2`. |
                | `tags` | array | `["a","b"]` |  |
                | `version` | string | `""` | Must match `^(a\|b)$`. |

                The component uses `component.name` of its own address.

                """#)
    }

    @Test func `several components in one table`() throws {
        #expect(
            InputTable.text(of: try Self.descriptions()) == #"""
                | Input | Components | Type | Default | Meaning |
                |---|---|---|---|---|
                | `image` | a | string | required | The image \| its tag. |
                | `image` | b | string | `` ` `` | Another `image`. |
                | `level` | all | number | `1` | How far. One of `1`, `2`. |
                | `tags` | a | array | `["a","b"]` |  |
                | `version` | a | string | `""` | Must match `^(a\|b)$`. |

                `a` uses `component.name` of its own address.

                """#)
    }

    @Test func `only what stands between the comments changes`() throws {
        let text = "# A\n\n<!-- inputs: b -->\nold\n<!-- end of inputs -->\nrest\n"
        let new = try InputSections.updated(text, with: try Self.descriptions())
        #expect(new.hasPrefix("# A\n\n<!-- inputs: b -->\n\n| Input |"))
        #expect(new.hasSuffix(" |\n\n<!-- end of inputs -->\nrest\n"))
        #expect(try InputSections.updated(new, with: try Self.descriptions()) == new)
    }

    @Test(arguments: [
        ("# A\n<!-- inputs of a -->\n", InputSections.Problem.none),
        ("<!-- inputs -->\n", .unclosed(line: 1)),
        ("\n<!-- inputs: c -->\n<!-- end of inputs -->", .unknown(name: "c", line: 2, known: ["a", "b"])),
    ])
    func `a README without a place for tables is refused`(text: String, problem: InputSections.Problem) throws {
        let descriptions = try Self.descriptions()
        #expect(throws: problem) { try InputSections.updated(text, with: descriptions) }
    }
}
