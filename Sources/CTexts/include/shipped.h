// Files that the program carries, as they are in the repository.
#ifndef SIM_RUN_SHIPPED_H
#define SIM_RUN_SHIPPED_H

#include <stddef.h>

struct shipped_file {
  const unsigned char *_Nonnull bytes;
  size_t count;
};

// Texts by key, one file for each language.
struct shipped_file shipped_english(void);
struct shipped_file shipped_french(void);
// What columns of results mean in French, by the English sentence.
struct shipped_file shipped_french_columns(void);
// A draft, of some of the texts.
struct shipped_file shipped_khmer(void);
// Templates of the page and of its parts.
struct shipped_file shipped_page(void);
struct shipped_file shipped_section(void);
struct shipped_file shipped_charts(void);
struct shipped_file shipped_table(void);
struct shipped_file shipped_style(void);
struct shipped_file shipped_script(void);
// What a page of emulators has besides.
struct shipped_file shipped_explore_style(void);
struct shipped_file shipped_explore_script(void);
// The planning page.
struct shipped_file shipped_studio_page(void);
struct shipped_file shipped_studio_style(void);
struct shipped_file shipped_studio_script(void);
struct shipped_file shipped_studio_icon(void);
// Committed tables.
struct shipped_file shipped_validation(void);
struct shipped_file shipped_communes(void);
struct shipped_file shipped_indices(void);
struct shipped_file shipped_signs(void);

#endif
