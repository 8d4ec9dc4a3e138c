// The routines of OpenBLAS that SimInference calls, of CBLAS and LAPACK.
//
// Debian's libopenblas-dev ships no header of LAPACK, and its cblas.h may be that of another BLAS,
// so they are declared here. All are written in C within OpenBLAS: the Fortran convention's hidden
// string lengths are not read.
#ifndef SIM_RUN_OPENBLAS_H
#define SIM_RUN_OPENBLAS_H

// Values of CBLAS's enumerations.
#define OPENBLAS_COLUMN_MAJOR 102
#define OPENBLAS_NO_TRANSPOSE 111
#define OPENBLAS_TRANSPOSE 112
#define OPENBLAS_LOWER 122
#define OPENBLAS_NON_UNIT 131
#define OPENBLAS_LEFT 141

void openblas_set_num_threads(int threads);
int openblas_get_num_threads(void);
char *openblas_get_config(void);

/// y = alpha op(A) x + beta y
void cblas_dgemv(int order, int transpose, int rows, int columns, double alpha, const double *a,
                 int lda, const double *x, int stepX, double beta, double *y, int stepY);

/// C = alpha op(A) op(B) + beta C
void cblas_dgemm(int order, int transposeA, int transposeB, int rows, int columns, int inner,
                 double alpha, const double *a, int lda, const double *b, int ldb, double beta,
                 double *c, int ldc);

/// C = alpha A A' + beta C, or A' A where transposed; one triangle of C.
void cblas_dsyrk(int order, int triangle, int transpose, int size, int inner, double alpha,
                 const double *a, int lda, double beta, double *c, int ldc);

/// B = alpha op(A)⁻¹ B, A triangular.
void cblas_dtrsm(int order, int side, int triangle, int transpose, int diagonal, int rows,
                 int columns, double alpha, const double *a, int lda, double *b, int ldb);

/// A = L L' in place; info above 0 names the first leading minor that is not positive.
void dpotrf_(const char *triangle, const int *size, double *a, const int *lda, int *info);

/// A⁻¹ from the factor that dpotrf_ left, in place; one triangle.
void dpotri_(const char *triangle, const int *size, double *a, const int *lda, int *info);

#endif
