#include "cli/inputs.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "graph/arena.h"

static const char *const endings[] = {".txt", ".html", ".htm", ".xml", ".md", ".pdf", ".docx", ".odt"};

static bool has_known_ending(const char *name) {
  size_t length = strlen(name);
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    size_t ending = strlen(endings[i]);
    if (length > ending && strcasecmp(name + length - ending, endings[i]) == 0) return true;
  }
  return false;
}

/* Takes `path` over, NULL standing for a failed allocation. */
static ent_status push(cli_inputs *list, char *path) {
  char **place = path ? ent_vector_push(&list->paths, &list->count, &list->capacity, sizeof *place) : NULL;
  if (!place) {
    free(path);
    return ENT_ERR_MEMORY;
  }
  *place = path;
  return ENT_OK;
}

/* NULL when out of memory. */
static char *join(const char *folder, const char *name) {
  size_t length = strlen(folder);
  while (length > 1 && folder[length - 1] == '/')
    length--;
  char *path;
  return asprintf(&path, "%.*s/%s", (int)length, folder, name) < 0 ? NULL : path;
}

/* Sorts the entries of one folder into files and further folders. */
static ent_status list_folder(const char *folder, cli_inputs *files, cli_inputs *folders, const ent_sink *sink) {
  DIR *open = opendir(folder);
  if (!open) return ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, folder, 0, 0, "%s", strerror(errno));
  ent_status status = ENT_OK;
  while (status == ENT_OK) {
    errno = 0;
    const struct dirent *entry = readdir(open);
    if (!entry) {
      if (errno) status = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_IO, folder, 0, 0, "%s", strerror(errno));
      break;
    }
    if (entry->d_name[0] == '.') continue; /* ".", ".." and what is hidden */
    struct stat info;
    char *path = join(folder, entry->d_name);
    if (!path) {
      status = ENT_ERR_MEMORY;
    } else if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
      status = push(folders, path);
    } else if (has_known_ending(entry->d_name)) {
      status = push(files, path);
    } else {
      free(path);
    }
  }
  closedir(open);
  return status;
}

static int compare(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static ent_status add(cli_inputs *inputs, const char *name, const ent_sink *sink) {
  struct stat info;
  if (strcmp(name, "-") == 0 || stat(name, &info) != 0 || !S_ISDIR(info.st_mode)) return push(inputs, strdup(name));

  cli_inputs folders = {0};
  uint32_t first = inputs->count;
  ent_status status = push(&folders, strdup(name)), bad = ENT_OK;
  while (status == ENT_OK && folders.count > 0) {
    char *folder = folders.paths[--folders.count];
    status = list_folder(folder, inputs, &folders, sink);
    free(folder);
    if (status == ENT_ERR_IO) { /* that folder is reported, the others are still read */
      bad = status;
      status = ENT_OK;
    }
  }
  cli_inputs_free(&folders);
  if (status) return status;
  if (inputs->count > first)
    qsort(inputs->paths + first, inputs->count - first, sizeof *inputs->paths, compare);
  else if (!bad)
    bad = ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_EMPTY, name, 0, 0, "no document in this folder");
  return bad;
}

void cli_inputs_add(cli_inputs *inputs, char *const *names, int count, const ent_sink *sink) {
  for (int i = 0; i < count; i++)
    if (add(inputs, names[i], sink) == ENT_ERR_MEMORY)
      ent_report(sink, ENT_LEVEL_ERROR, ENT_ERR_MEMORY, names[i], 0, 0, "%s", ent_status_text(ENT_ERR_MEMORY));
}

void cli_inputs_free(cli_inputs *inputs) {
  for (uint32_t i = 0; i < inputs->count; i++)
    free(inputs->paths[i]);
  free(inputs->paths);
  *inputs = (cli_inputs){0};
}
