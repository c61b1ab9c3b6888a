/* SHA-256 as text. */
#ifndef ENT_GRAPH_DIGEST_H
#define ENT_GRAPH_DIGEST_H

#include <stddef.h>

/* 64 lower-case hexadecimal digits and a NUL. */
#define ENT_DIGEST_SIZE 65

/* The SHA-256 (FIPS 180-4) of `length` bytes. */
void ent_digest_hex(const void *bytes, size_t length, char out[ENT_DIGEST_SIZE]);

#endif
