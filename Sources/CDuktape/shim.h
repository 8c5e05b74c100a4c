#include <duktape.h>

// Duktape reports errors by `longjmp`, which must never cross a Swift frame: this is its protected evaluation, a macro
// that Swift cannot see. Returns 0, or another number where the value on the stack is the error that was thrown.
static inline int protected_evaluate(duk_context *context, const char *source, duk_size_t length) {
    return duk_peval_lstring(context, source, length);
}
