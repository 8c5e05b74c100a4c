// What Swift cannot say of the processor.

typedef float sixteen_floats __attribute__((vector_size(64)));
typedef unsigned int sixteen_words __attribute__((ext_vector_type(16)));
typedef _Bool sixteen_bits __attribute__((ext_vector_type(16)));

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

// A bit for each of sixteen words that has any bit but its highest.
static inline unsigned short words_with_bits(const unsigned int *words) {
    sixteen_words all;
    __builtin_memcpy(&all, words, sizeof all);
    sixteen_bits marked = __builtin_convertvector(all << 1 != 0, sixteen_bits);
    unsigned short mask;
    __builtin_memcpy(&mask, &marked, sizeof mask);
    return mask;
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

// The places of a mask's bits, counted from the first one's. Sixteen are written.
static inline void places_of_bits(unsigned short mask, int first, int *to) {
#if defined(__AVX512F__)
    sixteen_words places = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    places += (unsigned int)first;
    pack_sixteen((const float *)&places, mask, (float *)to);
#else
    for (int index = 0; index < 16; index += 1) {
        *to = first + index;
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

// Copies a square of sixteen rows to its transpose: four rounds in which each half of the rows is laced into the other.
static inline void transpose_sixteen(const float *from, long from_stride, float *to, long to_stride) {
    sixteen_floats rows[16], laced[16];
#pragma clang loop unroll(full)
    for (int row = 0; row < 16; row += 1) __builtin_memcpy(&rows[row], from + row * from_stride, sizeof rows[row]);
#pragma clang loop unroll(full)
    for (int round = 0; round < 4; round += 1) {
#pragma clang loop unroll(full)
        for (int row = 0; row < 8; row += 1) {
            laced[2 * row] = __builtin_shufflevector(
                rows[row], rows[row + 8], 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
            laced[2 * row + 1] = __builtin_shufflevector(
                rows[row], rows[row + 8], 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
        }
#pragma clang loop unroll(full)
        for (int row = 0; row < 16; row += 1) rows[row] = laced[row];
    }
#pragma clang loop unroll(full)
    for (int row = 0; row < 16; row += 1) __builtin_memcpy(to + row * to_stride, &rows[row], sizeof rows[row]);
}
