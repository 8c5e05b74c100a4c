// Three things of the processor that Swift cannot say.

// A square root without a look at `errno`, so that a loop of it becomes vector instructions.
static inline float square_root(float x) { return __builtin_elementwise_sqrt(x); }

// The calling thread's floating-point control word, and the bits in it that make denormal numbers zero: as results
// (FTZ) and as operands (DAZ). Elsewhere than on x86-64 the word is 0 and setting it does nothing.
#if defined(__x86_64__)
static const unsigned int flush_denormals = 0x8040;
static inline unsigned int float_control(void) { return __builtin_ia32_stmxcsr(); }
static inline void set_float_control(unsigned int word) { __builtin_ia32_ldmxcsr(word); }
#else
static const unsigned int flush_denormals = 0;
static inline unsigned int float_control(void) { return 0; }
static inline void set_float_control(unsigned int word) { (void)word; }
#endif

// Tells the processor that a loop only waits.
static inline void wait_a_moment(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}
