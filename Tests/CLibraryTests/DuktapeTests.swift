import CDuktape
import Testing

@Test("Duktape evaluates an expression")
func duktapeExpression() throws {
    let context = try #require(duk_create_heap(nil, nil, nil, nil, nil))
    defer { duk_destroy_heap(context) }
    // No argument is on the stack; the text's length is its own; an error returns instead of aborting.
    let flags =
        duk_uint_t(DUK_COMPILE_EVAL | DUK_COMPILE_NOSOURCE | DUK_COMPILE_STRLEN | DUK_COMPILE_NOFILENAME)
        | duk_uint_t(DUK_COMPILE_SAFE)
    #expect(duk_eval_raw(context, "1 + 2", 0, flags) == 0)
    #expect(duk_get_number(context, -1) == 3)
}
