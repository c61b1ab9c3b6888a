#include "ontology/data_dir.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "graph/arena.h"

#define MARKER "ontology/entente.ttl"

/* NULL when out of memory. */
static char *join(const char *folder, const char *name) {
  char *path;
  return asprintf(&path, "%s/%s", folder, name) < 0 ? NULL : path;
}

/* `name` as it is seen from `folder`; NULL when out of memory. */
static char *join_relative(const char *folder, const char *name) {
  return *name == '/' ? strdup(name) : join(folder, name);
}

static bool is_folder(const char *path) {
  struct stat info;
  return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* True if the folder holds a file of that name; *memory is cleared when the answer could not be had. */
static bool holds(const char *folder, const char *name, bool *memory) {
  char *path = join(folder, name);
  if (!path) {
    *memory = false;
    return false;
  }
  bool found = access(path, R_OK) == 0;
  free(path);
  return found;
}

/* Shortens the path to its folder; false at the root. */
static bool go_up(char *path) {
  char *slash = strrchr(path, '/');
  if (!slash || slash == path) return false;
  *slash = '\0';
  return true;
}

/* The top of the build tree that the running program was built in, or NULL. No absolute name is compiled in, so that a
 * tree may be moved: a build tree is known by the config.status and the libtool that configure leaves at its top. A
 * program lies there, in tests/, or in a .libs below one of them when libtool wraps it. */
static char *build_tree(bool *memory) {
  char *path = realpath("/proc/self/exe", NULL); /* not on every system: then there is only the installed place */
  if (!path) {
    if (errno == ENOMEM) *memory = false;
    return NULL;
  }
  for (int level = 0; level < 3 && go_up(path); level++)
    if (holds(path, "config.status", memory) && holds(path, "libtool", memory)) return path;
  free(path);
  return NULL;
}

/* The base folder in malloc memory; NULL when out of memory. */
static char *find_base(void) {
  bool memory = true;
  char *build = build_tree(&memory);
  if (build) {
    char *source = join_relative(build, ENT_TOP_SRCDIR);
    free(build);
    if (!source) return NULL;
    if (holds(source, MARKER, &memory)) {
      char *real = realpath(source, NULL); /* messages name its files: no build/../ in them */
      free(source);
      return real;
    }
    free(source);
  }
  return memory ? strdup(ENT_PKGDATADIR) : NULL;
}

typedef struct {
  char **items;
  uint32_t count, capacity;
} list;

/* Takes `path` over, NULL standing for a failed allocation. */
static ent_status append(list *roots, char *path) {
  if (!path) return ENT_ERR_MEMORY;
  char **place = ent_vector_push(&roots->items, &roots->count, &roots->capacity, sizeof *place);
  if (!place) {
    free(path);
    return ENT_ERR_MEMORY;
  }
  *place = path;
  return ENT_OK;
}

static ent_status append_named(list *roots, char *path, const char *origin, const ent_sink *sink) {
  if (path && !is_folder(path)) {
    ent_status status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, path, 0, 0, "no such folder (%s)", origin);
    free(path);
    return status;
  }
  return append(roots, path);
}

ent_status ent_data_roots_find(const char *added, const ent_sink *sink, char ***roots) {
  list found = {0};
  *roots = NULL;

  bool memory = true;
  ent_status status = append(&found, find_base());
  if (status) goto end;
  if (!holds(found.items[0], MARKER, &memory)) {
    status = memory ? ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, found.items[0], 0, 0,
                                 "the data are not there: no %s (is Entente installed?)", MARKER)
                    : ENT_ERR_MEMORY;
    goto end;
  }
  const char *rest = getenv("ENTENTE_DATA");
  while (rest && *rest) {
    size_t length = strcspn(rest, ":");
    if (length > 0) status = append_named(&found, strndup(rest, length), "ENTENTE_DATA", sink);
    if (status) goto end;
    rest += length + (rest[length] == ':');
  }
  if (added) status = append_named(&found, strdup(added), "--data", sink);
  if (status) goto end;

  char **terminator = ent_vector_push(&found.items, &found.count, &found.capacity, sizeof *terminator);
  if (!terminator) {
    status = ENT_ERR_MEMORY;
    goto end;
  }
  *terminator = NULL;
  *roots = found.items;
  return ENT_OK;

end:
  if (status == ENT_ERR_MEMORY) ent_report(sink, ENT_LEVEL_ERROR, status, NULL, 0, 0, "%s", ent_status_text(status));
  for (uint32_t i = 0; i < found.count; i++)
    free(found.items[i]);
  free(found.items);
  return status;
}

void ent_data_roots_free(char **roots) {
  if (!roots) return;
  for (char **root = roots; *root; root++)
    free(*root);
  free(roots);
}

char *ent_data_roots_path(char *const *roots, const char *name) {
  char *path = join(roots[0], name);
  for (char *const *root = roots + 1; path && *root; root++) {
    char *other = join(*root, name);
    if (!other || access(other, R_OK) == 0) {
      free(path);
      path = other;
    } else {
      free(other);
    }
  }
  return path;
}
