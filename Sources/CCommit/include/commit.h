// What this program was built from, as `make` told the compiler; empty in a build by `swift build` alone.
#ifndef SIM_RUN_COMMIT_H
#define SIM_RUN_COMMIT_H

// The commit, with a + where sources differed from it.
const char *sim_run_commit(void);
// Hash of the sources of the model.
const char *sim_run_sources(void);

#endif
