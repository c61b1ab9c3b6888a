/* Bytes to Unicode: byte order marks, strict UTF-8, detection by ICU with the language's likely encodings first. */
#ifndef ENT_EXTRACT_DECODE_H
#define ENT_EXTRACT_DECODE_H

#include "extract/chars.h"
#include "extract/layout_rules.h"

/* Files beyond this are refused with ENT_ERR_LIMIT: places in them and in working text have 32 bits. So are files that
 * grow beyond 4 GiB when they become UTF-8 (a byte of KOI8-R can become 3). A file is read whole, and takes about
 * seven times its size in memory; it is not streamed. Bytes. */
#define ENT_DECODE_LIMIT ((UINT64_C(1) << 31) - 1)

typedef struct {
  ent_str encoding; /* what the user demands: an ICU converter name; "" = detect */
  ent_str declared; /* what the document itself says (HTML meta, XML declaration); "" = nothing */
  int lang;         /* ENT_LANG_ number, or -1: any */
  bool repair;      /* replace invalid bytes by U+FFFD and warn with their number */
} ent_decode_options;

/* Decodes a whole file. `bytes` must outlive nothing: the text is a copy. *encoding is an arena string ("UTF-8",
 * "GB18030"). ENT_ERR_ENCODING is reported with line, column and byte offset of the first invalid byte; a warning
 * is reported where the detector was unsure. */
ent_status ent_decode(const char *file, const void *bytes, size_t length, const ent_decode_options *options,
                      const ent_layout_rules *rules, ent_arena *arena, const ent_sink *sink, ent_chars *chars,
                      ent_str *encoding);

#endif
