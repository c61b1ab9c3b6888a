#include "export/output.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

void ent_buffer_free(ent_buffer *buffer) {
  if (!buffer) return;
  free(buffer->data);
  *buffer = (ent_buffer){0};
}

static bool put_into_buffer(void *user, const char *bytes, size_t length) {
  ent_buffer *buffer = user;
  if (length >= SIZE_MAX - buffer->length) return false;
  size_t needed = buffer->length + length + 1;
  if (needed > buffer->capacity) {
    size_t capacity = buffer->capacity < 256 ? 256 : buffer->capacity;
    while (capacity < needed)
      capacity = capacity > SIZE_MAX / 2 ? needed : capacity * 2;
    char *grown = realloc(buffer->data, capacity);
    if (!grown) return false;
    buffer->data = grown;
    buffer->capacity = capacity;
  }
  if (length) memcpy(buffer->data + buffer->length, bytes, length);
  buffer->length += length;
  buffer->data[buffer->length] = '\0';
  return true;
}

static bool put_into_stream(void *user, const char *bytes, size_t length) {
  return fwrite(bytes, 1, length, user) == length;
}

ent_output ent_output_buffer(ent_buffer *buffer) {
  return (ent_output){.fn = put_into_buffer, .user = buffer, .failure = ENT_ERR_MEMORY};
}

ent_output ent_output_stream(FILE *stream) {
  return (ent_output){.fn = put_into_stream, .user = stream, .failure = ENT_ERR_IO};
}

void ent_output_put(ent_output *output, const char *bytes, size_t length) {
  if (output->status == ENT_OK && !output->fn(output->user, bytes, length)) output->status = output->failure;
}

void ent_output_text(ent_output *output, const char *text) {
  ent_output_put(output, text, strlen(text));
}
void ent_output_str(ent_output *output, ent_str text) {
  ent_output_put(output, text.ptr, text.len);
}

void ent_output_format(ent_output *output, const char *format, ...) {
  char brief[256];
  va_list arguments;
  va_start(arguments, format);
  int length = vsnprintf(brief, sizeof brief, format, arguments);
  va_end(arguments);
  if (length >= 0 && (size_t)length < sizeof brief) {
    ent_output_put(output, brief, (size_t)length);
    return;
  }
  char *text = length < 0 ? NULL : malloc((size_t)length + 1);
  if (!text) {
    if (output->status == ENT_OK) output->status = ENT_ERR_MEMORY;
    return;
  }
  va_start(arguments, format);
  vsnprintf(text, (size_t)length + 1, format, arguments);
  va_end(arguments);
  ent_output_put(output, text, (size_t)length);
  free(text);
}
