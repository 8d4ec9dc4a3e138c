#include "shipped.h"

// Swift's own compiler speaks C17 and warns of what came after it.
#pragma clang diagnostic ignored "-Wc23-extensions"

// What shipped_NAME gives: the bytes of the array NAME.
#define GIVEN(NAME) \
  struct shipped_file shipped_##NAME(void) { \
    return (struct shipped_file){NAME, sizeof NAME}; \
  }

static const unsigned char english[] = {
#embed "Catalogue/en.json"
};
GIVEN(english)

static const unsigned char french[] = {
#embed "Catalogue/fr.json"
};
GIVEN(french)

static const unsigned char french_columns[] = {
#embed "Catalogue/columns-fr.json"
};
GIVEN(french_columns)

static const unsigned char khmer[] = {
#embed "Catalogue/km.json"
};
GIVEN(khmer)

static const unsigned char page[] = {
#embed "Page/page.mustache"
};
GIVEN(page)

static const unsigned char section[] = {
#embed "Page/section.mustache"
};
GIVEN(section)

static const unsigned char charts[] = {
#embed "Page/charts.mustache"
};
GIVEN(charts)

static const unsigned char table[] = {
#embed "Page/table.mustache"
};
GIVEN(table)

static const unsigned char style[] = {
#embed "Page/style.css"
};
GIVEN(style)

static const unsigned char script[] = {
#embed "Page/script.js"
};
GIVEN(script)

static const unsigned char explore_style[] = {
#embed "Page/explore.css"
};
GIVEN(explore_style)

static const unsigned char explore_script[] = {
#embed "Page/explore.js"
};
GIVEN(explore_script)

static const unsigned char studio_page[] = {
#embed "Studio/studio.html"
};
GIVEN(studio_page)

static const unsigned char studio_style[] = {
#embed "Studio/studio.css"
};
GIVEN(studio_style)

static const unsigned char studio_script[] = {
#embed "Studio/studio.js"
};
GIVEN(studio_script)

static const unsigned char studio_icon[] = {
#embed "Studio/studio.svg"
};
GIVEN(studio_icon)

static const unsigned char validation[] = {
#embed "../../evidence/validation.csv"
};
GIVEN(validation)

static const unsigned char communes[] = {
#embed "../../scenarios/places/poipet/communes.csv"
};
GIVEN(communes)

static const unsigned char indices[] = {
#embed "../../evidence/sensitivity/indices.csv"
};
GIVEN(indices)

static const unsigned char signs[] = {
#embed "../../evidence/sensitivity/signs.csv"
};
GIVEN(signs)
