#include "export/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* So many names are tried for the temporary file: others are left by runs that were killed. */
#define ATTEMPTS 1000

struct ent_file {
  FILE *stream;
  char *path;       /* the target behind symbolic links; NULL: standard output or a device */
  char *temporary;  /* renamed to path */
  const char *name; /* for messages; borrowed from named */
  char *named;
  ent_output output;
};

static ent_status failure(const ent_sink *sink, const char *file, const char *what) {
  return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, file, 0, 0, "%s: %s", what, strerror(errno));
}

static void discard(ent_file *file) {
  if (!file) return;
  free(file->path);
  free(file->temporary);
  free(file->named);
  free(file);
}

/* Creates a file beside the target that was not there before. The mode of a target that is there is kept. */
static FILE *open_temporary(ent_file *file, const struct stat *target) {
  size_t size = strlen(file->path) + 32;
  file->temporary = malloc(size);
  if (!file->temporary) {
    errno = ENOMEM;
    return NULL;
  }
  int descriptor = -1;
  for (int i = 0; i < ATTEMPTS && descriptor < 0; i++) {
    snprintf(file->temporary, size, "%s.%ld.%d.tmp", file->path, (long)getpid(), i);
    descriptor = open(file->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0 && errno != EEXIST) break;
  }
  FILE *stream = NULL;
  if (descriptor >= 0 && (!target || fchmod(descriptor, target->st_mode & 07777) == 0))
    stream = fdopen(descriptor, "wb");
  if (!stream) {
    int reason = errno;
    if (descriptor >= 0) {
      close(descriptor);
      unlink(file->temporary);
    }
    errno = reason;
  }
  return stream;
}

static FILE *open_target(ent_file *file, const char *path) {
  struct stat target;
  if (stat(path, &target) != 0) {
    if (errno != ENOENT) return NULL;
    file->path = strdup(path);
    return file->path ? open_temporary(file, NULL) : NULL;
  }
  if (!S_ISREG(target.st_mode)) return fopen(path, "wb");
  file->path = realpath(path, NULL);
  return file->path ? open_temporary(file, &target) : NULL;
}

ent_status ent_file_open(const char *path, const ent_sink *sink, ent_file **opened) {
  *opened = NULL;
  ent_file *file = calloc(1, sizeof *file);
  if (!file) return ENT_ERR_MEMORY;
  if (!path || strcmp(path, "-") == 0) {
    file->stream = stdout;
    file->name = "standard output";
  } else {
    file->name = file->named = strdup(path);
    if (file->named) file->stream = open_target(file, path);
  }
  if (!file->stream) {
    failure(sink, path, "cannot write");
    discard(file);
    return ENT_ERR_IO;
  }
  file->output = ent_output_stream(file->stream);
  *opened = file;
  return ENT_OK;
}

ent_output *ent_file_output(ent_file *file) {
  return &file->output;
}

/* Everything on its way to the disk, and the stream closed; only standard output stays open. */
static bool finish(ent_file *file) {
  bool good = file->output.status == ENT_OK && fflush(file->stream) == 0 && !ferror(file->stream);
  /* Without this a crash after the rename may leave an empty file under the good name. */
  if (good && file->path) good = fsync(fileno(file->stream)) == 0;
  int reason = errno;
  if (file->stream != stdout && fclose(file->stream) != 0 && good) return false;
  errno = reason;
  return good;
}

ent_status ent_file_close(ent_file *file, bool keep, const ent_sink *sink) {
  if (!file) return ENT_OK;
  ent_status status = ENT_OK;
  errno = 0;
  bool good = finish(file);
  if (keep && !good)
    status = file->output.status == ENT_ERR_MEMORY
                 ? ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_MEMORY, file->name, 0, 0, "out of memory")
                 : failure(sink, file->name, "cannot write");
  if (file->temporary && keep && good && rename(file->temporary, file->path) != 0) {
    status = failure(sink, file->name, "cannot rename");
    good = false;
  }
  if (file->temporary && !(keep && good)) unlink(file->temporary); /* a left-over is all that a failure could mean */
  discard(file);
  return status;
}
