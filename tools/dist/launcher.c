// sim-run as it is shipped: becomes the build of the program that is made for this processor.
//
// Beside it, in ../lib/sim-run, stand two builds with the same results: `x86-64` for any machine, `x86-64-v3` for
// one with AVX2, BMI2 and FMA, which is faster. SIM_RUN_BUILD names one of them to be taken in any case.
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

// As in the program's table of exit statuses.
enum { USAGE = 64, MISSING_INPUT = 66, INTERNAL = 70 };

static const char *const baseline = "x86-64", *const fast = "x86-64-v3";

// The folder that this program lies in, links followed; also where /proc is not mounted.
static int own_folder(char folder[static PATH_MAX]) {
  const char *started = (const char *)getauxval(AT_EXECFN);
  if (!realpath("/proc/self/exe", folder) && !(started && realpath(started, folder))) return 0;
  char *slash = strrchr(folder, '/');
  if (!slash) return 0;
  *slash = 0;
  return 1;
}

int main(int count, char **words) {
  (void)count;
  const char *build = getenv("SIM_RUN_BUILD");
  if (build && *build) {
    if (strcmp(build, baseline) && strcmp(build, fast)) {
      fprintf(stderr, "Error: SIM_RUN_BUILD is '%s'; the builds are %s and %s. Unset it to have one chosen.\n",
              build, baseline, fast);
      return USAGE;
    }
  } else {
    build = __builtin_cpu_supports("x86-64-v3") ? fast : baseline;
  }

  char folder[PATH_MAX], program[PATH_MAX + 64];
  if (!own_folder(folder)) {
    fprintf(stderr, "Error: sim-run can't find out where it is installed: %s\n", strerror(errno));
    return INTERNAL;
  }
  snprintf(program, sizeof program, "%s/../lib/sim-run/%s/sim-run", folder, build);
  execv(program, words);
  fprintf(stderr, "Error: %s can't be started: %s. Install sim-run anew.\n", program, strerror(errno));
  return MISSING_INPUT;
}
