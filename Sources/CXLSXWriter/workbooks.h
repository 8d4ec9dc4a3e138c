// libxlsxwriter: workbooks of spreadsheet programs (ECMA-376).
#include <xlsxwriter.h>
