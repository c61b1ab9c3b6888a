#include <stdlib.h>
#include <string.h>

#include "extract/reading.h"
#include "graph/utf8.h"

#define OPEN 0xFF08u
#define CLOSE 0xFF09u
#define TITLE_OPEN 0x300Au
#define TITLE_CLOSE 0x300Bu

ent_status ent_pairs_find(ent_arena *arena, ent_str text, uint32_t open, uint32_t close, uint32_t **ends) {
  char mark[4];
  size_t width = ent_utf8_put(mark, open);
  *ends = NULL;
  if (memmem(text.ptr, text.len, mark, width) == NULL) return ENT_OK;
  uint32_t *found = ent_arena_calloc(arena, text.len, sizeof *found);
  if (found == NULL) return ENT_ERR_MEMORY;
  /* While a mark is open, its place holds that of the mark open around it. */
  uint32_t top = UINT32_MAX;
  for (size_t at = 0; at < text.len;) {
    uint32_t from = (uint32_t)at;
    uint32_t point = ent_utf8_next(text.ptr, text.len, &at);
    if (point == open) {
      found[from] = top;
      top = from;
    } else if (point == close && top != UINT32_MAX) {
      uint32_t outer = found[top];
      found[top] = (uint32_t)at;
      top = outer;
    }
  }
  while (top != UINT32_MAX) {
    uint32_t outer = found[top];
    found[top] = 0;
    top = outer;
  }
  *ends = found;
  return ENT_OK;
}

/* Brackets that belong to a name stay: 刚果（金）, 政府首脑（总理）理事会, 第2231（2015）号. */
static bool belongs(const char *text, uint32_t begin, uint32_t end) {
  size_t at = begin;
  uint32_t han = 0, digits = 0, others = 0;
  while (at < end) {
    uint32_t point = ent_utf8_next(text, end, &at);
    if (ent_utf8_is_han(point))
      han++;
    else if (point >= '0' && point <= '9')
      digits++;
    else
      others++;
  }
  if (others > 0) return false;
  static const char *const parts[] = {"总理", "比绍", "首脑", NULL};
  bool part = han == 1;
  for (size_t i = 0; parts[i] != NULL; i++)
    part = part || (end - begin == strlen(parts[i]) && memcmp(text + begin, parts[i], end - begin) == 0);
  return (digits > 0 && han == 0) || (part && digits == 0);
}

ent_status ent_view_make(ent_reading *reading, ent_range folded, bool lift, ent_view *view) {
  const char *text = reading->folded.text.ptr;
  uint32_t size = folded.end - folded.begin;
  char *out = ent_arena_alloc(reading->arena, (size_t)size + 1);
  uint32_t *at = ent_arena_calloc(reading->arena, (size_t)size + 1, sizeof *at);
  uint32_t *ends = NULL; /* of brackets, from folded.begin on */
  if (out == NULL || at == NULL ||
      (lift && ent_pairs_find(reading->scratch, ent_str_make(text + folded.begin, size), OPEN, CLOSE, &ends) != ENT_OK))
    return ENT_ERR_MEMORY;
  memset(view, 0, sizeof *view);
  uint32_t used = 0;
  int titles = 0;
  for (size_t i = folded.begin; i < folded.end;) {
    size_t next = i;
    uint32_t point = ent_utf8_next(text, folded.end, &next);
    if (point == TITLE_OPEN)
      titles++;
    else if (point == TITLE_CLOSE && titles > 0)
      titles--;
    uint32_t length = ends != NULL && point == OPEN && titles == 0 ? ends[i - folded.begin] : 0;
    if (length > 0) {
      uint32_t end = folded.begin + length;
      uint32_t inside_end = end - 3;
      if (!belongs(text, (uint32_t)next, inside_end)) {
        if (view->aside_count == view->aside_capacity) {
          uint32_t capacity = view->aside_capacity == 0 ? 4 : view->aside_capacity * 2;
          ent_aside *grown = ent_arena_calloc(reading->arena, capacity, sizeof *grown);
          if (grown == NULL) return ENT_ERR_MEMORY;
          if (view->aside_count > 0) memcpy(grown, view->asides, view->aside_count * sizeof *grown);
          view->asides = grown;
          view->aside_capacity = capacity;
        }
        view->asides[view->aside_count++] = (ent_aside){used, {(uint32_t)next, inside_end}};
        i = end;
        continue;
      }
    }
    for (size_t k = i; k < next; k++) {
      out[used] = text[k];
      at[used++] = (uint32_t)k;
    }
    i = next;
  }
  out[used] = '\0';
  at[used] = folded.end;
  view->text = ent_str_make(out, used);
  view->at = at;
  return ENT_OK;
}

ent_range ent_view_source(const ent_reading *reading, const ent_view *view, uint32_t begin, uint32_t end) {
  const uint32_t *back = reading->folded.back;
  /* The end is taken from the last byte inside, not from the first behind: an aside may lie between them. */
  uint32_t last = end > begin ? view->at[end - 1] + 1 : view->at[begin];
  return (ent_range){back[view->at[begin]], back[last]};
}
