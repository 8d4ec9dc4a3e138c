// The linker would take the newest version of a symbol that the C library of this machine has. Of `hypot` that is
// one of glibc 2.35, while all else is there since 2.34. The program works out nothing of the model with it.
double older_hypot(double, double);
float older_hypotf(float, float);
__asm__(".symver older_hypot, hypot@GLIBC_2.2.5");
__asm__(".symver older_hypotf, hypotf@GLIBC_2.2.5");

double hypot(double x, double y) { return older_hypot(x, y); }
float hypotf(float x, float y) { return older_hypotf(x, y); }
