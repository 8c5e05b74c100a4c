// What Swift cannot say of the processor.

typedef float sixteen_floats __attribute__((vector_size(64)));

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

// Copies those of sixteen numbers that a mask marks next to each other. Sixteen are written.
static inline void pack_sixteen(const float *from, unsigned short mask, float *to) {
#if defined(__AVX512F__)
    sixteen_floats all, packed;
    __builtin_memcpy(&all, from, sizeof all);
    packed = __builtin_ia32_compresssf512_mask(all, (sixteen_floats){0}, mask);
    __builtin_memcpy(to, &packed, sizeof packed);
#else
    for (int index = 0; index < 16; index += 1) {
        *to = from[index];
        to += mask >> index & 1;
    }
#endif
}

// Copies numbers that lie next to each other to the marked ones of sixteen places, and zeros to the others. Sixteen are
// read.
static inline void unpack_sixteen(const float *from, unsigned short mask, float *to) {
#if defined(__AVX512F__)
    sixteen_floats packed, all;
    __builtin_memcpy(&packed, from, sizeof packed);
    all = __builtin_ia32_expandsf512_mask(packed, (sixteen_floats){0}, mask);
    __builtin_memcpy(to, &all, sizeof all);
#else
    for (int index = 0; index < 16; index += 1) {
        to[index] = mask >> index & 1 ? *from : 0;
        from += mask >> index & 1;
    }
#endif
}
