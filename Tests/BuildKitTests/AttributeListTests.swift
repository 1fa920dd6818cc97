import Testing

@testable import BuildKit

struct AttributeListTests {
    @Test func `joins plain attributes by commas`() {
        #expect(
            AttributeList(["type": "registry", "ref": "r/a:b", "mode": "max"]).text
                == "type=registry,ref=r/a:b,mode=max")
    }

    @Test func `quotes a field that holds a comma or a quote as a whole`() {
        let list = AttributeList(["type": "image", "name": "a:1,a:2", "note": "say \"hi\""])
        #expect(list.text == #"type=image,"name=a:1,a:2","note=say ""hi""""#)
    }
}
