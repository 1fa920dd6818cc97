import Testing
import YAMLTree

/// The expected values are those of `Psych::ScalarScanner` (Psych 5.4, with the classes of GitLab's `safe_load`).
struct ScalarResolverTests {
    @Test(arguments: table)
    func resolvesPlainScalarsAsPsychDoes(text: String, expected: String) {
        #expect(ScalarDescription.of(ScalarResolver.resolvePlain(text)) == expected)
    }

    private static let table: [(String, String)] = [
        ("~", "null"),
        ("null", "null"),
        ("Null", "null"),
        ("nUll", "null"),
        ("yes", "bool true"),
        ("YES", "bool true"),
        ("no", "bool false"),
        ("on", "bool true"),
        ("off", "bool false"),
        ("ON", "bool true"),
        ("TRUE", "bool true"),
        ("True", "bool true"),
        ("false", "bool false"),
        ("y", "string"),
        ("n", "string"),
        ("Y", "string"),
        ("N", "string"),
        ("017", "int 15"),
        ("0o17", "string"),
        ("08", "string"),
        ("0800", "string"),
        ("1_000", "int 1000"),
        ("1,000", "int 1000"),
        ("1__0", "string"),
        ("1_0.0_1", "string"),
        ("1e3", "string"),
        ("1.5e+3", "float 1500.0"),
        ("1.5e3", "string"),
        ("1.", "float 1.0"),
        ("0.", "float 0.0"),
        (".5", "float 0.5"),
        ("-.5", "float -0.5"),
        (".", "string"),
        ("+.", "string"),
        ("12:30", "int 45000"),
        ("12:30:45", "int 45045"),
        ("1:2.5", "float 3750.0"),
        ("1:2:3.5", "float 3723.5"),
        ("99:99", "string"),
        ("1:60", "string"),
        ("0x1f", "int 31"),
        ("0x_1", "int 1"),
        ("0x", "string"),
        ("0b11", "int 3"),
        ("0b2", "string"),
        ("0b_1", "int 1"),
        ("-0x1f", "int -31"),
        ("+17", "int 17"),
        ("-017", "int -15"),
        ("2001-01-01", "refused Date"),
        ("2024-13-45", "string"),
        ("2024-1-1", "refused Date"),
        ("2024-02-31", "refused Date"),
        ("2001-12-14t21:59:43.10-05:00", "refused Time"),
        ("2001-12-14 21:59:43Z", "refused Time"),
        ("-2001-12-14", "string"),
        (":sym", "symbol sym"),
        (":'x'", "symbol x"),
        (":3000", "symbol 3000"),
        ("::x", "symbol :x"),
        (":", "string"),
        ("=", "string"),
        ("<<", "string"),
        ("+.inf", "float Infinity"),
        ("-.INF", "float -Infinity"),
        (".Inf", "float Infinity"),
        (".nan", "float NaN"),
        ("00", "int 0"),
        ("-0", "int 0"),
        ("0_7", "int 7"),
        ("0,7", "int 7"),
        ("0_", "string"),
        ("1_", "string"),
        ("_1", "string"),
        ("1,,0", "string"),
        ("123456789012345678901234567890", "int 123456789012345678901234567890"),
        ("0xffffffffffffffffffff", "int 1208925819614629174706175"),
        ("1.2.3", "string"),
        ("3.10", "float 3.1"),
        (".e+3", "invalid"),
        ("5.e+3", "float 5000.0"),
        ("5.5e-2", "float 0.055"),
        ("é", "string"),
        ("-", "string"),
        ("--", "string"),
        ("1-2", "string"),
        ("100%", "string"),
        ("5m", "string"),
        ("10:5", "int 36300"),
        ("1:5:5:5", "string"),
        ("190:20:30", "int 685230"),
        ("1_0:10", "int 36600"),
        ("-1:30", "int -1800"),
        ("1,000.5", "float 1000.5"),
        ("tru", "string"),
        ("nul", "string"),
        ("of", "string"),
        ("~~", "string"),
    ]

    @Test func quotesMakeText() {
        for style in [YAMLNode.ScalarStyle.singleQuoted, .doubleQuoted, .literal, .folded] {
            #expect(ScalarResolver.resolve("yes", style: style, tag: nil) == .string("yes"))
        }
    }

    @Test(arguments: [
        ("5", "tag:yaml.org,2002:str", "string"), ("5", "tag:yaml.org,2002:int", "int 5"),
        ("yes", "tag:yaml.org,2002:bool", "bool true"), ("5", "!unknown", "int 5"), ("5", "!", "int 5"),
        ("1", "tag:yaml.org,2002:float", "float 1.0"), ("abc", "tag:yaml.org,2002:float", "invalid"),
        ("/a/", "!ruby/regexp", "refused Regexp"), ("a", "!ruby/sym", "symbol a"),
        ("2001-01-01", "tag:yaml.org,2002:timestamp", "refused Date"),
    ])
    func obeysTags(text: String, tag: String, expected: String) {
        let scalar = ScalarResolver.resolve(text, style: .doubleQuoted, tag: tag)
        #expect(ScalarDescription.of(scalar) == expected)
    }

    @Test func decodesBinary() {
        let scalar = ScalarResolver.resolve("aGVs\nbG8=", style: .literal, tag: "tag:yaml.org,2002:binary")
        #expect(scalar == .string("hello"))
    }
}

/// A scalar as one line of text.
enum ScalarDescription {
    static func of(_ scalar: YAMLScalar) -> String {
        switch scalar {
        case .null: "null"
        case .bool(let value): "bool \(value)"
        case .integer(let number): "int \(number)"
        case .bigInteger(let digits): "int \(digits)"
        case .float(let number): "float \(float(number))"
        case .string: "string"
        case .symbol(let name): "symbol \(name)"
        case .refused(let name): "refused \(name)"
        case .invalid: "invalid"
        }
    }

    private static func float(_ number: Double) -> String {
        if number.isNaN { return "NaN" }
        return number.isInfinite ? (number < 0 ? "-Infinity" : "Infinity") : "\(number)"
    }
}
