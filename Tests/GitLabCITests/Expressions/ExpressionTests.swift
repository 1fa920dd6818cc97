import Testing

@testable import GitLabCI

struct ExpressionTests {
    @Test(arguments: [
        "$A", "($A)", "!$A", "!!$A", "$A == \"b\"", "$A=='b'", "$A =~ /ab/", "$A =~ /a\\/b/i", "$A !~ /ab/ismU", "null",
        "true", "$A == true", "$A && $B || !($C)", "\"a\"", "$A =~ $B", "$A\n&& $B", "$[[ inputs.a-b ]] == \"x\"",
        "$A =~ \"text\"", "/re/ =~ $A", "$A !", "&& $A $B", "$A =~ /ab/ && $B =~ /cd/", "$A == 'it\"s'", "$A =~ /foo//",
        "$A =~ /\\//", "$A == $B == $C", "$A == \"\"", "$1", "null == null", "nullnull &&",
    ])
    func accepts(source: String) {
        #expect(Expression.syntaxError(in: source) == nil)
    }

    @Test(arguments: [
        ("", 0), ("  ", 0), ("$A &&", 3), ("== ", 0), ("$A $B", 3), ("($A", 0), ("$A)", 2), ("()", 0), ("${A}", 0),
        ("$A = \"b\"", 3), ("$A & $B", 3), ("$A | $B", 3), ("$A == b", 6), ("$A == 1", 6), ("$A and $B", 3),
        ("$A =~ /a/", 6), ("$A =~ //", 6), ("$A =~ /ab", 6), ("$A =~ /ab/x", 10), ("$A =~ /(ab/", 7),
        ("$A =~ /a(?=b)/", 8), ("$A == \"b", 6), ("$A == \"b\nc\"", 6), ("!", 0), ("$A =~", 3), ("True", 0),
        ("$A # x", 3), ("$A.b", 2), ("$A < $B", 3), ("null1", 4), ("$", 0), ("trueish", 0), ("$A =~ /(?i)é(/", 13),
    ])
    func refuses(source: String, offset: Int) {
        let error = Expression.syntaxError(in: source)
        #expect(error?.offset == offset)
        #expect(error?.message.isEmpty == false)
    }

    @Test func countsTokens() {
        let fifty = Array(repeating: "$A", count: 50)
        // 50 values and 49 operators are 99 tokens, the most that pass.
        #expect(Expression.syntaxError(in: fifty.joined(separator: " && ")) == nil)
        #expect(Expression.syntaxError(in: "!" + fifty.joined(separator: " && "))?.reason == .tooManyTokens)
    }

    @Test(arguments: [
        ("$A", Truth.yes), ("$EMPTY", .no), ("$NONE", .no), ("!$NONE", .yes), ("$A == \"x\"", .yes),
        ("$A != \"x\"", .no),
        ("$NONE == null", .yes), ("$EMPTY == null", .no), ("$EMPTY == \"\"", .yes), ("$A =~ /^x$/", .yes),
        ("$A !~ /^x$/", .no), ("$A =~ $PATTERN", .yes), ("$B =~ $PATTERN", .no), ("$A =~ $NONE", .no),
        ("$A !~ $NONE", .yes),
        ("$TRUE == true", .yes), ("$A && $B", .yes), ("$A && $NONE", .no), ("$NONE || $B", .yes),
        ("$EMPTY && true", .yes), ("$EMPTY || true", .no), ("$NONE == null && $A == \"y\" || $B", .yes), ("false", .no),
        ("!($A == \"x\" && $B == \"y\")", .no), ("$A == \"x\" || $B == \"z\" && $NONE", .yes),
        ("$A =~ /^X/i", .yes), ("$A == $A2", .yes), ("\"ax\" =~ \"text ax\"", .yes), ("$B =~ /^a\\/b$/", .no),
    ])
    func evaluates(source: String, expected: Truth) throws {
        let context = ExpressionContext.variables([
            "A": "x", "A2": "x", "B": "y", "EMPTY": "", "PATTERN": "/^[x]$/", "TRUE": "true",
        ])
        #expect(try Expression(source).isTrue(in: context) == expected)
    }

    @Test(arguments: [
        ("$U", Truth.unknown), ("!$U", .unknown), ("$U && $NONE", .no), ("$NONE && $U", .no), ("$A || $U", .yes),
        ("$U || $A", .unknown), ("$U == $A", .unknown), ("$U =~ null", .no), ("$U =~ /ab/", .unknown),
    ])
    func evaluatesWithUnknowns(source: String, expected: Truth) throws {
        let context = ExpressionContext { name in
            switch name {
            case "U": .unknown
            case "A": .value(.text("x"))
            default: .absent
            }
        }
        #expect(try Expression(source).isTrue(in: context) == expected)
    }

    @Test func namesInputsAndVariables() throws {
        let tree = try Expression("$[[ inputs.a ]] == $B && $[[inputs.c]] || $[[ inputs.a ]]").tree
        #expect(tree.inputNames == ["a", "c"])
        #expect(tree.variableNames == ["B"])
    }
}
