import Testing

@testable import RunnerCommands

@Suite struct JobVariablesTests {
    private let variables = JobVariables(environment: ["NAME": "value", "_N1": "x$NAME", "EMPTY": ""])

    @Test(arguments: [
        ("a $NAME b", "a value b"), ("${NAME}s", "values"), ("$NAME$_N1", "valuex$NAME"), ("$$NAME", "$NAME"), ("", ""),
        ("[$EMPTY]", "[]"), ("5 $", "5 $"), ("$-", "$-"), ("${", "${"), ("${NAME", "${NAME"), ("${}", "${}"),
        ("$$$NAME", "$value"), ("$NAME-ä", "value-ä"),
    ])
    func variablesAreReplaced(_ text: String, _ expanded: String) throws {
        #expect(try variables.expanded(text) == expanded)
    }

    @Test(arguments: ["$NOSUCH", "a${NOSUCH}", "$NAME_"])
    func anUnsetVariableIsNamed(_ text: String) {
        #expect(throws: JobVariables.Unset.self) { try variables.expanded(text) }
    }
}
