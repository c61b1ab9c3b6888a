/* Result files: standard output, or a file that appears under its name only when it is complete. */
#ifndef ENT_EXPORT_FILE_H
#define ENT_EXPORT_FILE_H

#include "export/output.h"

typedef struct ent_file ent_file;

/* `path` NULL or "-": standard output. A path that is not there or is a regular file (behind symbolic links): a
 * temporary file in the same folder. Anything else (a device, a pipe): opened as it is. Reports failures. */
ent_status ent_file_open(const char *path, const ent_sink *sink, ent_file **file);
/* Borrowed until the file is closed. */
ent_output *ent_file_output(ent_file *file);
/* Ends the file and frees the handle (NULL is taken). `keep`: flushes, checks, syncs and renames; the result is the
 * first failure of all writing (reported). Otherwise the temporary file is removed and the target stays untouched. */
ent_status ent_file_close(ent_file *file, bool keep, const ent_sink *sink);

#endif
