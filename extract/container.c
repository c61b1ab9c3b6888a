#include "extract/container.h"
#include "extract/office.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static ent_status append(char **text, size_t *used, size_t *capacity, const char *bytes, size_t count) {
  if (count > ENT_CONTAINER_LIMIT - *used) return ENT_ERR_LIMIT;
  if (*used + count + 1 > *capacity) {
    size_t wanted = (*used + count + 1) * 2;
    char *grown = realloc(*text, wanted);
    if (grown == NULL) return ENT_ERR_MEMORY;
    *text = grown;
    *capacity = wanted;
  }
  memcpy(*text + *used, bytes, count);
  *used += count;
  (*text)[*used] = '\0';
  return ENT_OK;
}

static ent_status write_temporary(const char *bytes, size_t size, char **path) {
  const char *folder = getenv("TMPDIR");
  if (folder == NULL || folder[0] == '\0') folder = "/tmp";
  size_t length = strlen(folder) + sizeof "/entente-XXXXXX";
  char *name = malloc(length);
  if (name == NULL) return ENT_ERR_MEMORY;
  (void)snprintf(name, length, "%s/entente-XXXXXX", folder);
  int descriptor = mkstemp(name);
  if (descriptor < 0) {
    free(name);
    return ENT_ERR_IO;
  }
  ent_status status = ENT_OK;
  for (size_t at = 0; at < size && status == ENT_OK;) {
    ssize_t written = write(descriptor, bytes + at, size - at);
    if (written >= 0)
      at += (size_t)written;
    else if (errno != EINTR)
      status = ENT_ERR_IO;
  }
  if (close(descriptor) != 0) status = ENT_ERR_IO;
  if (status != ENT_OK) {
    (void)unlink(name);
    free(name);
    return status;
  }
  *path = name;
  return ENT_OK;
}

static ent_status read_pipe(int descriptor, char **text, size_t *used) {
  char buffer[16384];
  size_t capacity = 0;
  for (;;) {
    ssize_t got = read(descriptor, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return ENT_ERR_IO;
    if (got == 0) return ENT_OK;
    ent_status status = append(text, used, &capacity, buffer, (size_t)got);
    if (status != ENT_OK) return status;
  }
}

/* pdftotext writes UTF-8 to its standard output; pages end with a form feed. No shell is involved. */
static ent_status read_pdf(const char *file, const char *bytes, size_t size, const ent_sink *sink, char **text,
                           size_t *length) {
  char *path = NULL;
  int ends[2] = {-1, -1};
  posix_spawn_file_actions_t actions;
  bool prepared = false;
  ent_status status = write_temporary(bytes, size, &path);
  if (status != ENT_OK) return ent_report(sink, ENT_LEVEL_ERROR, status, file, 0, 0, "no temporary file could be made");
  if (pipe(ends) != 0 || posix_spawn_file_actions_init(&actions) != 0) {
    status = ENT_ERR_IO;
    goto cleanup;
  }
  prepared = true;
  char program[] = "pdftotext", encoding[] = "-enc", utf8[] = "UTF-8", quiet[] = "-q", output[] = "-";
  char *arguments[] = {program, quiet, encoding, utf8, path, output, NULL};
  if (posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO) != 0 ||
      posix_spawn_file_actions_addclose(&actions, ends[0]) != 0) {
    status = ENT_ERR_IO;
    goto cleanup;
  }
  pid_t child = 0;
  int failure = posix_spawnp(&child, program, &actions, NULL, arguments, environ);
  if (failure != 0) {
    status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_LIBRARY, file, 0, 0,
                        "PDF needs the program pdftotext (package poppler-utils): %s", strerror(failure));
    goto cleanup;
  }
  (void)close(ends[1]);
  ends[1] = -1;
  status = read_pipe(ends[0], text, length);
  (void)close(ends[0]); /* a child that still writes ends with SIGPIPE */
  ends[0] = -1;
  int result = 0;
  while (waitpid(child, &result, 0) < 0 && errno == EINTR) {
  }
  if (status == ENT_OK && (!WIFEXITED(result) || WEXITSTATUS(result) == 127))
    status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_LIBRARY, file, 0, 0,
                        "PDF needs the program pdftotext (package poppler-utils)");
  else if (status == ENT_OK && WEXITSTATUS(result) != 0)
    status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_SYNTAX, file, 0, 0, "pdftotext cannot read it (exit status %d)",
                        WEXITSTATUS(result));
cleanup:
  if (prepared) (void)posix_spawn_file_actions_destroy(&actions);
  if (ends[0] >= 0) (void)close(ends[0]);
  if (ends[1] >= 0) (void)close(ends[1]);
  if (path != NULL) (void)unlink(path);
  free(path);
  return status;
}

ent_status ent_container_open(const char *file, ent_str format, const char *bytes, size_t size, const ent_sink *sink,
                              char **text, size_t *length) {
  size_t used = 0;
  ent_status status;
  if (ent_str_equal(format, ENT_STR("pdf"))) {
    status = read_pdf(file, bytes, size, sink, text, &used);
  } else if (ent_str_equal(format, ENT_STR("zip")) || ent_str_equal(format, ENT_STR("docx")) ||
             ent_str_equal(format, ENT_STR("odt"))) {
#ifdef HAVE_LIBARCHIVE
    status = ent_office_read(file, bytes, size, sink, text, &used);
#else
    status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_LIBRARY, file, 0, 0,
                        "DOCX and ODT need a build with libarchive (package libarchive-dev)");
#endif
  } else {
    return ENT_OK;
  }
  if (status == ENT_OK && used == 0)
    status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_EMPTY, file, 0, 0, "there is no text in it");
  if (status != ENT_OK) {
    free(*text);
    *text = NULL;
    return status;
  }
  *length = used;
  return ENT_OK;
}
