#include <oneapi/dnnl/dnnl.h>
#include <oneapi/dnnl/dnnl_debug.h>

// From OpenMP, on which Debian's oneDNN runs: how many threads the calling thread may use for a parallel region.
void omp_set_num_threads(int threads);
