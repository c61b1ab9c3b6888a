/* The lexicon of one language: every literal of every gazetteer and word list, in one trie over folded text. */
#ifndef ENT_EXTRACT_LEXICON_H
#define ENT_EXTRACT_LEXICON_H

#include "extract/fold.h"
#include "extract/trie.h"
#include "graph/index.h"
#include "graph/model.h"
#include "ontology/ontology.h"
#include "ontology/table.h"

/* What a word can be. One surface may have several classes; the names are those of the `class` column of the word
 * lists (ent_class_find). */
#define ENT_CLASSES(X)                                                                                                 \
  X(VERB, "v")                     /* an ordinary verb: a name never grows over it */                                  \
  X(VERB_NOUN, "vn")               /* a verb that also stands inside names: 合作, 协调 */                              \
  X(SAY, "say")                    /* 表示 指出 称: introduces what its subject holds */                               \
  X(AUX, "aux")                    /* 愿 可 能够 */                                                                    \
  X(NEG, "neg")                    /* 不 未 拒绝 */                                                                    \
  X(PLAN, "plan")                  /* 将 拟 计划 商定: what follows is planned */                                      \
  X(CALL, "call")                  /* 应 须 必须: what follows is called for */                                        \
  X(ACCUSE, "accuse")              /* 指责 诬称: what follows is only said of somebody */                                  \
  X(COND, "cond")                  /* 如果 若 一旦 */                                                                  \
  X(CONJ, "conj")                  /* 和 与 及 以及 */                                                                 \
  X(LOC, "loc")                    /* 在 于: before a place or a time */                                               \
  X(OBJ, "obj")                    /* 对 就 关于: fronts an object */                                                  \
  X(WITH, "with")                  /* 同 与 和: the other side */                                                      \
  X(TO, "to")                      /* 向 为 给 */                                                                      \
  X(BY, "by")                      /* 由 被 经: brings in the actor */                                                 \
  X(OF, "of")                      /* 的 */                                                                            \
  X(ADV, "adv")                    /* 均 也 继续 一致 */                                                               \
  X(DEGREE, "degree")              /* 强烈 坚决 深: grades a stance */                                                 \
  X(LIGHT, "light")                /* 表示 予以 给予: carries a nominal act */                                         \
  X(PASSIVE, "passive")            /* 受到 得到 遭到 */                                                                \
  X(THIS, "this")                  /* 这 该 本 上述 */                                                                 \
  X(QUANT, "quant")                /* 各 一切 任何 其他 */                                                             \
  X(EACH, "each")                  /* 分别: pairs two lists */                                                         \
  X(ETC, "etc")                    /* 等 */                                                                            \
  X(HOLD, "hold")                  /* 举行 召开 */                                                                     \
  X(SITED, "sited")                /* 设在 位于 落户 */                                                                \
  X(OCCUR, "occur")                /* 发生 发动 实施: inside a described event */                                      \
  X(ORDINAL, "ordinal")            /* 首届 首次 历次 */                                                                \
  X(OFFICE, "office")              /* 总统 外长 秘书长 */                                                              \
  X(TITLE, "title")                /* 先生 阁下: follows a name */                                                     \
  X(ORG_HEAD, "org")               /* 委员会 中心: ends an organization's name */                                      \
  X(INSTRUMENT_HEAD, "instrument") /* 条约 宣言 */                                                                     \
  X(MEETING_HEAD, "meeting")       /* 会议 峰会 论坛 */                                                                \
  X(VIOLENCE_HEAD, "violence")     /* 袭击 战争 冲突 地震 */                                                           \
  X(EVENT_HEAD, "event")           /* 演习 访问 仪式 */                                                                \
  X(INITIATIVE_HEAD, "initiative") /* 倡议 理念 进程 */                                                                \
  X(PLACE_HEAD, "place")           /* 市 省 州 海峡 */                                                                 \
  X(GROUP_HEAD, "group")           /* 成员国 国家 外长们 */                                                            \
  X(GROUP_WORD, "parties")         /* 双方 各方 两国元首: stands for a group by itself */                              \
  X(EFFORT, "effort")              /* 努力 成果 提议: heads an Issue */                                                \
  X(NOUN, "noun")                                                                                                      \
  X(TIME, "time")                                                                                                      \
  X(GENERIC, "generic")            /* 国际 有关 主管: makes no name of a head noun by itself */                        \
  X(EXTEND, "extend")              /* 政府 方面 代表团: a country with it is still the country */                      \
  X(SURNAME, "surname")                                                                                                \
  X(SELF, "self")                  /* 我们 我国 我方 */                                                                \
  X(CAPITAL, "capital")            /* 首都 */                                                                          \
  X(PLAIN, "plain")                /* swallows what would match inside it */                                            \
  X(BLOCK, "block")                /* a name that lies wholly inside is none; no word itself */

#define ENT_CLASS_ENUM(name, text) ENT_CLASS_##name,
typedef enum { ENT_CLASSES(ENT_CLASS_ENUM) ENT_CLASS_COUNT } ent_class;
typedef uint64_t ent_class_set;
#define ENT_SET(name) (UINT64_C(1) << ENT_CLASS_##name)

/* -1 if there is no such class. */
int ent_class_find(ent_str name);

/* A row of a gazetteer. Strings live as long as the lexicon and are NUL-terminated. */
typedef struct {
  uint8_t type;     /* ent_type */
  bool sovereign;   /* countries: independent */
  ent_str iri;      /* "country/CHN" */
  ent_str key;
  ent_str kind;
  ent_str name;     /* the canonical name in the lexicon's language, as written in the data */
  ent_str aliases;  /* the safe other names, separated by ";" */
  ent_str wikidata;
  ent_str rule;     /* "countries.tsv:42" */
  ent_str date, place, parent; /* EDTF, name, key; empty where the table has none */
} ent_row;

enum { ENT_SENSE_WEAK = 1, ENT_SENSE_ACRONYM = 2, ENT_SENSE_AMBIGUOUS = 4 };
typedef struct {
  uint32_t row;
  uint8_t flags;
} ent_sense;

/* An act: a verb or verbal noun that makes a claim (extract/rules/LANG/acts.tsv). */
typedef enum { ENT_ACT_STANCE, ENT_ACT_SIGN, ENT_ACT_MAKE, ENT_ACT_NONE } ent_act_kind;
typedef struct {
  int32_t relation;         /* in the ontology; -1: a main verb that makes no claim */
  int32_t attributive;      /* what it claims in an attributive clause (中国倡导的倡议); -1: nothing else */
  int32_t negated_relation; /* what “not” turns it into; -1: nothing */
  uint8_t kind;
  uint8_t frames;           /* ENT_FRAME_… */
  ent_str strength;         /* the strength that the word carries by itself, or empty */
  ent_str rule;             /* "acts.tsv:17" */
} ent_act;
enum {
  ENT_FRAME_VERB = 1,    /* subject ACT object */
  ENT_FRAME_NOUN = 2,    /* object of a light verb, a passive or 对…的ACT */
  ENT_FRAME_UNDATED = 32, /* its date is not that of its object: 批准 */
  ENT_FRAME_AFTER = 64,   /* stands behind its object: X不可接受 */
  ENT_FRAME_LIGHT = 16,  /* carries its light verb with it: 深表关切 */
  ENT_FRAME_THINGS = 8,  /* not before another verb: 拒绝签署 is no stance on anything */
  ENT_FRAME_CLAUSES = 4, /* further clauses without a subject are objects too */
};

typedef struct {
  ent_class_set classes;
  uint32_t act;         /* index + 1, 0: no act */
  uint32_t first_sense, sense_count;
  uint32_t bound;       /* index + 1 of the first bound form (one-character country form), 0: none */
  uint32_t bound_count;
  ent_str surface;      /* folded */
  ent_str value;        /* the value column of the first word list that has one: "head" for an office */
} ent_entry;

typedef struct {
  ent_str form;
  uint32_t row;         /* the country */
  uint32_t weight;
  ent_str with;         /* forms beside which it is this one, separated by ";" : 巴以, 印巴 */
} ent_bound;

typedef struct ent_lexicon ent_lexicon;
struct ent_lexicon {
  ent_arena *arena;
  ent_fold *fold;
  ent_trie *trie;
  ent_entry *entries;
  uint32_t entry_count, entry_capacity;
  ent_row *rows;
  uint32_t row_count, row_capacity;
  ent_sense *senses;
  uint32_t sense_count, sense_capacity;
  ent_act *acts;
  uint32_t act_count, act_capacity;
  ent_bound *bounds;
  uint32_t bound_count, bound_capacity;
  ent_index row_index; /* of rows by type and key: ent_lexicon_row */
  ent_table **tables;  /* what was read: the strings of rows and acts point into them */
  uint32_t table_count, table_capacity;
  /* A bit per BMP code point: stands in transliterated names; the weak ones are frequent in ordinary words as well. */
  uint8_t transliterates[0x10000 / 8], transliterates_weakly[0x10000 / 8];
  char lang[4];
};

/* Roots as for ent_extractor_load. */
ent_status ent_lexicon_load(const char *const *roots, const char *lang, const ent_ontology *ontology,
                            const ent_sink *sink, ent_lexicon **lexicon);
void ent_lexicon_free(ent_lexicon *lexicon);

/* The entry of exactly this folded surface, or NULL. */
const ent_entry *ent_lexicon_find(const ent_lexicon *lexicon, ent_str surface);
/* The row with this type and key, or NULL. */
const ent_row *ent_lexicon_row(const ent_lexicon *lexicon, ent_type type, ent_str key);
/* True for a character of transliterated names; `weakly` admits those that ordinary words use as much. */
bool ent_lexicon_transliterates_weakly(const ent_lexicon *lexicon, uint32_t code_point);
bool ent_lexicon_transliterates(const ent_lexicon *lexicon, uint32_t code_point);

#endif
