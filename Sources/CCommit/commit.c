#include "commit.h"

const char *sim_run_commit(void) { return SIM_RUN_COMMIT; }
const char *sim_run_sources(void) { return SIM_RUN_SOURCES; }
