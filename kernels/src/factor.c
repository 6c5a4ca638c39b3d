// T + αI = L D Lᵀ for T tridiagonal (diagonal t, off-diagonal o); reflectors gathered into a block.
#include "vec.h"

// L below its diagonal, one later (row i has l_i), and D, from the first row down; returns how many
// rows have a positive pivot before the first that has none
EXPORT index_t elm_tridiagonal_factor_f64(index_t n, const double *t, const double *o, double alpha,
                                          double *l, double *pivots) {
  for (index_t i = 0; i < n; i++) {
    l[i] = i ? o[i - 1] / pivots[i - 1] : 0;
    pivots[i] = t[i] + alpha - (i ? o[i - 1] * l[i] : 0);
    if (!(pivots[i] > 0)) return i;
  }
  return n;
}

// the pivots from the last row up
EXPORT void elm_tridiagonal_upward_f64(index_t n, const double *t, const double *o, double alpha,
                                       double *pivots) {
  for (index_t i = n - 1; i >= 0; i--)
    pivots[i] = t[i] + alpha - (i < n - 1 ? o[i] * o[i] / pivots[i + 1] : 0);
}

// S (b × b, zeros before, upper triangle) of I − Vᵀ S V = H_1 … H_b with H_j = I − tau_j v_j v_jᵀ, from
// V Vᵀ (Schreiber & Van Loan 1989)
EXPORT void elm_compact_f64(index_t b, const double *overlaps, const double *tau, double *s) {
  for (index_t j = 0; j < b; j++) {
    const double *column = overlaps + j * b;  // symmetric
    for (index_t i = 0; i < j; i++) {
      double sum = 0;
      for (index_t k = i; k < j; k++) sum += s[i * b + k] * column[k];
      s[i * b + j] = -tau[j] * sum;
    }
    s[j * b + j] = tau[j];
  }
}
