#include <duktape.h>
#include <malloc.h>
#include <stdlib.h>
#include <time.h>

// Duktape reports errors by `longjmp`, which must never cross a Swift frame: this is its protected evaluation, a macro
// that Swift cannot see. Returns 0, or another number where the value on the stack is the error that was thrown.
static inline int protected_evaluate(duk_context *context, const char *source, duk_size_t length) {
    return duk_peval_lstring(context, source, length);
}

// What a script may use. Duktape asks for memory all the time, so refusing it ends any script, by an error it throws.
typedef struct {
    size_t used;
    size_t limit;
    // Of the thread's own time; a busy machine does not count.
    double deadline;
    unsigned calls;
    int is_exhausted;
} script_budget;

static inline double script_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

// Begins an evaluation that may take so many seconds.
static inline void script_budget_start(script_budget *budget, double seconds) {
    budget->deadline = script_seconds() + seconds;
    budget->calls = 0;
    budget->is_exhausted = 0;
}

static inline int script_budget_allows(script_budget *budget, size_t more) {
    if (++budget->calls % 1024 == 0 && script_seconds() > budget->deadline) budget->is_exhausted = 1;
    if (budget->used + more > budget->limit) budget->is_exhausted = 1;
    return !budget->is_exhausted;
}

static inline void *script_allocate(void *budget, duk_size_t size) {
    script_budget *own = budget;
    if (size == 0 || !script_budget_allows(own, size)) return NULL;
    void *memory = malloc(size);
    if (memory) own->used += malloc_usable_size(memory);
    return memory;
}

static inline void script_free(void *budget, void *memory) {
    if (memory) ((script_budget *)budget)->used -= malloc_usable_size(memory);
    free(memory);
}

static inline void *script_reallocate(void *budget, void *memory, duk_size_t size) {
    script_budget *own = budget;
    if (!memory) return script_allocate(budget, size);
    if (size == 0) {
        script_free(budget, memory);
        return NULL;
    }
    size_t before = malloc_usable_size(memory);
    if (size > before && !script_budget_allows(own, size - before)) return NULL;
    void *moved = realloc(memory, size);
    if (moved) own->used += malloc_usable_size(moved) - before;
    return moved;
}

// A heap whose scripts are held to a budget, which must outlive it.
static inline duk_context *create_bounded_heap(script_budget *budget) {
    return duk_create_heap(script_allocate, script_reallocate, script_free, budget, NULL);
}
