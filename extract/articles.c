#include "extract/articles.h"

#include <stdlib.h>
#include <string.h>

#include "extract/dateline.h"
#include "extract/letters.h"
#include "graph/utf8.h"

/* A group of title lines has no more than this many. */
#define GROUP 6

typedef struct {
  const ent_article_options *options;
  const ent_block *blocks;
  uint32_t count;
  uint8_t *roles; /* ent_role of each block */
  bool after;     /* titles stand behind their texts */
} survey;

static bool matches(const survey *s, ent_layout_kind kind, uint32_t block) {
  return ent_layout_match_block(s->options->rules, s->options->layout, kind, &s->blocks[block], NULL) != NULL;
}

/* The next block that is no furniture, or the count. */
static uint32_t next_text(const survey *s, uint32_t from) {
  while (from < s->count && s->roles[from] == ENT_ROLE_FURNITURE)
    from++;
  return from;
}

/* The block behind a group of title lines, datelines included, that begins at `from`. */
static uint32_t group_end(const survey *s, uint32_t from) {
  uint32_t lines = 0;
  while (from < s->count && lines < GROUP) {
    if (s->roles[from] == ENT_ROLE_TITLE || s->roles[from] == ENT_ROLE_DATE)
      lines++;
    else if (s->roles[from] != ENT_ROLE_FURNITURE || s->blocks[from].kind == ENT_BLOCK_CONTINUED)
      break;
    from++;
  }
  return from;
}

/* Titles stand behind their texts if the file begins with text and ends with a title. */
static bool titles_after(const survey *s) {
  uint32_t first = next_text(s, 0), last = s->count;
  if (first == s->count || (s->roles[first] != ENT_ROLE_BODY && s->roles[first] != ENT_ROLE_SALUTATION)) return false;
  while (last > first) {
    last--;
    if (s->roles[last] == ENT_ROLE_TITLE && matches(s, ENT_RULE_TITLE, last)) return true;
    if (s->roles[last] != ENT_ROLE_FURNITURE && s->roles[last] != ENT_ROLE_TITLE && s->roles[last] != ENT_ROLE_DATE)
      return false;
  }
  return false;
}

/* What has been seen of the article under way. */
typedef struct {
  bool body;    /* running text */
  bool closed;  /* a mark that ends an article */
  bool goes_on; /* that mark was 下转 */
  bool named;   /* it began with 上接《title》 */
  bool opened;  /* it has the opening formula of a declaration */
} progress;

/* A headline with what only the first paragraph of an article has below it. */
static bool headline(const survey *s, uint32_t block) {
  if (s->roles[block] != ENT_ROLE_TITLE) return false;
  uint32_t end = group_end(s, block);
  if (end >= s->count || s->after) return false;
  if (s->roles[end] == ENT_ROLE_NEWS || s->roles[end] == ENT_ROLE_STAMP || s->roles[end] == ENT_ROLE_SALUTATION)
    return true;
  if (!matches(s, ENT_RULE_TITLE, block) || !s->blocks[block].blank) return false;
  for (uint32_t i = block + 1; i < end; i++) /* （2025年9月1日，天津） under it */
    if (s->roles[i] == ENT_ROLE_DATE &&
        ent_letter_closer(ent_letter_first(ent_layout_text(s->options->layout, &s->blocks[i]))) != 0)
      return true;
  return false;
}

static bool begins_article(const survey *s, const progress *now, uint32_t i) {
  const ent_block *block = &s->blocks[i];
  if (block->kind == ENT_BLOCK_CONTINUED) return !(now->goes_on && now->closed);
  if (s->roles[i] == ENT_ROLE_FURNITURE || !now->body) return false;
  if (block->article) return true;
  if (now->closed) return !(s->after && (s->roles[i] == ENT_ROLE_TITLE || s->roles[i] == ENT_ROLE_DATE));
  if (headline(s, i)) return true;
  return matches(s, ENT_RULE_OPENING, i) && !now->opened && (now->named || s->after);
}

static void advance(const survey *s, progress *now, uint32_t i) {
  const ent_block *block = &s->blocks[i];
  if (block->kind == ENT_BLOCK_CONTINUED) {
    now->named = now->closed = now->goes_on = false;
    size_t length = 0;
    ent_str text = ent_layout_text(s->options->layout, block);
    now->named = ent_layout_match(s->options->rules, s->options->lang, ENT_RULE_CONTINUED, text, &length) != NULL &&
                 length < text.len;
    now->body = true; /* of the article that it continues */
    return;
  }
  if (s->roles[i] == ENT_ROLE_STAMP && now->body) now->closed = true;
  if (block->goes_on) now->closed = now->goes_on = true;
  if (s->roles[i] >= ENT_ROLE_NEWS && s->roles[i] != ENT_ROLE_HEADING) now->body = true;
  if (s->roles[i] == ENT_ROLE_BODY && matches(s, ENT_RULE_OPENING, i)) now->opened = true;
}

static ent_status add_member(ent_article *article, uint32_t block, bool glued) {
  ent_member *member =
      ent_vector_push(&article->members, &article->member_count, &article->member_capacity, sizeof *article->members);
  if (member == NULL) return ENT_ERR_MEMORY;
  *member = (ent_member){block, ENT_PARAGRAPH_BODY, glued};
  return ENT_OK;
}

static ent_article *add_article(ent_articles *articles) {
  ent_article *article =
      ent_vector_push(&articles->items, &articles->count, &articles->capacity, sizeof *articles->items);
  if (article != NULL) *article = (ent_article){.title = UINT32_MAX};
  return article;
}

/* The 《title》 of a 上接 mark. */
static ent_str title_in(ent_str text) {
  for (size_t at = 0; at < text.len;) {
    if (ent_utf8_next(text.ptr, text.len, &at) != 0x300A) continue;
    size_t depth = 1, end = at, start = at;
    while (end < text.len && depth > 0) {
      start = end;
      uint32_t c = ent_utf8_next(text.ptr, text.len, &end);
      depth += c == 0x300A ? 1u : 0u;
      depth -= c == 0x300B ? 1u : 0u;
    }
    return ent_str_make(text.ptr + at, (depth == 0 ? start : end) - at);
  }
  return (ent_str){NULL, 0};
}

/* Furniture above a new article's first block belongs to it; what stands right below a text belongs to that. */
static ent_status divide(const survey *s, ent_articles *articles) {
  progress now = {0};
  ent_article *article = add_article(articles);
  if (article == NULL) return ENT_ERR_MEMORY;
  for (uint32_t i = 0; i < s->count; i++) {
    if (s->options->split && article->member_count > 0 && begins_article(s, &now, i)) {
      now = (progress){0};
      article = add_article(articles);
      if (article == NULL) return ENT_ERR_MEMORY;
    }
    advance(s, &now, i);
    if (s->blocks[i].kind == ENT_BLOCK_CONTINUED && article->continued_title.ptr == NULL) {
      article->continued_title = title_in(ent_layout_text(s->options->layout, &s->blocks[i]));
      article->named = article->continued_title.ptr != NULL;
      article->anonymous = !article->named && article->member_count == 0;
    }
    ent_status status = add_member(article, i, false);
    if (status != ENT_OK) return status;
  }
  return ENT_OK;
}

static bool goes_on(const survey *s, const ent_article *article) {
  for (uint32_t i = article->member_count; i > 0; i--) {
    const ent_block *block = &s->blocks[article->members[i - 1].block];
    if (block->kind == ENT_BLOCK_GOES_ON || block->goes_on) return true;
    if (s->roles[article->members[i - 1].block] != ENT_ROLE_FURNITURE) return false;
  }
  return false;
}

/* Appends the later half; a sentence that was cut goes on. */
static ent_status unite(const survey *s, ent_article *head, const ent_article *tail) {
  uint32_t last = head->member_count;
  while (last > 0 && s->roles[head->members[last - 1].block] == ENT_ROLE_FURNITURE)
    last--;
  bool cut = false;
  if (last > 0) {
    uint32_t end = ent_letter_last(ent_layout_text(s->options->layout, &s->blocks[head->members[last - 1].block]));
    cut = !ent_letter_is_ender(end) && !ent_letter_is_closer(end) && end != 0xFF1A && end != 0xFF1B && end != '.';
  }
  for (uint32_t i = 0; i < tail->member_count; i++) {
    uint32_t block = tail->members[i].block;
    bool glued = cut && s->roles[block] != ENT_ROLE_FURNITURE && !s->blocks[block].indented;
    if (s->roles[block] != ENT_ROLE_FURNITURE) cut = false;
    ent_status status = add_member(head, block, glued);
    if (status != ENT_OK) return status;
  }
  return ENT_OK;
}

/* Is `tail` the other half of `head`? By its title where it names one. */
static bool is_half_of(const survey *s, const ent_article *tail, const ent_article *head) {
  if (!goes_on(s, head)) return false;
  if (tail->anonymous) return true;
  uint32_t title = next_text(s, head->members[0].block);
  return title < s->count &&
         ent_str_equal(ent_layout_text(s->options->layout, &s->blocks[title]), tail->continued_title);
}

/* The half of an article that stands apart is united with the one it continues: by its title where it names one, else
 * with the first one left over that goes on elsewhere. */
static ent_status unite_halves(const survey *s, ent_articles *articles) {
  uint32_t open = 0, kept = 0; /* no article before `open` goes on; those before `kept` stay */
  ent_status status = ENT_OK;
  for (uint32_t t = 0; t < articles->count && status == ENT_OK; t++) {
    ent_article tail = articles->items[t];
    uint32_t h = tail.anonymous || tail.named ? open : kept;
    while (h < kept && !is_half_of(s, &tail, &articles->items[h])) {
      if (h == open && !goes_on(s, &articles->items[h])) open++;
      h++;
    }
    if (h == kept) {
      articles->items[t].members = NULL;
      articles->items[kept++] = tail;
      continue;
    }
    status = unite(s, &articles->items[h], &tail);
    free(tail.members);
    articles->items[t].members = NULL;
  }
  if (status == ENT_OK) articles->count = kept;
  return status;
}

/* The date of the page: a masthead's, else the metadata's, else what the user assumes; a bare year is better than
 * none. */
static ent_day page_day(const survey *s) {
  ent_day year = {0, 0, 0};
  ent_found_day found;
  const ent_article_options *o = s->options;
  for (uint32_t i = 0; i < s->count; i++) {
    if (s->blocks[i].kind != ENT_BLOCK_MASTHEAD) continue;
    if (!ent_day_next(o->rules, o->lang, ent_layout_text(o->layout, &s->blocks[i]), 0, &found)) continue;
    if (ent_day_is_full(found.day)) return found.day;
    if (year.year == 0) year.year = found.day.year;
  }
  if (o->published.year != 0) return o->published;
  return year.year != 0 ? year : o->assumed;
}

/* All articles but the first begin with one line of title and then their text. */
static bool one_headline_each(const survey *s, const ent_articles *articles) {
  for (uint32_t i = 1; i < articles->count; i++) {
    uint32_t title = next_text(s, articles->items[i].members[0].block);
    if (title + 1 >= s->count || s->roles[title] != ENT_ROLE_TITLE || s->roles[title + 1] != ENT_ROLE_NEWS)
      return false;
  }
  return articles->count > 2;
}

/* A collection's heading: the file has several articles, and the first lines above the first one's title stand apart
 * and name no document. */
static void mark_collection(survey *s, const ent_articles *articles) {
  if (articles->count < 2 || s->after) return;
  uint32_t first = next_text(s, 0);
  uint32_t second = next_text(s, first + 1);
  if (second >= s->count || s->roles[first] != ENT_ROLE_TITLE || s->roles[second] != ENT_ROLE_TITLE) return;
  if (matches(s, ENT_RULE_TITLE, first)) return;
  if (s->blocks[second].blank || one_headline_each(s, articles)) s->roles[first] = ENT_ROLE_FURNITURE;
}

/* A continued article without a date has the date that all the other ones of the page agree on. */
static void share_date(ent_articles *articles) {
  ent_day common = {0, 0, 0};
  for (uint32_t i = 0; i < articles->count; i++) {
    ent_day day = articles->items[i].date;
    if (!ent_day_is_full(day)) continue;
    if (common.year != 0 && memcmp(&common, &day, sizeof day) != 0) return;
    common = day;
  }
  for (uint32_t i = 0; i < articles->count; i++)
    if (articles->items[i].named && !ent_day_is_full(articles->items[i].date)) articles->items[i].date = common;
}

static ent_day collection_day(const survey *s, uint32_t first, ent_day page) {
  ent_found_day found;
  const ent_article_options *o = s->options;
  if (page.year != 0 || first >= s->count || s->blocks[first].kind != ENT_BLOCK_TEXT) return page;
  if (s->roles[first] == ENT_ROLE_FURNITURE &&
      ent_day_next(o->rules, o->lang, ent_layout_text(o->layout, &s->blocks[first]), 0, &found))
    page.year = found.day.year;
  return page;
}

/* Judges all articles. Where the page gives no year, the datelines that name one give it to those that name none; what
 * is left takes it from the text. */
static void judge_all(const survey *s, ent_articles *articles, ent_day page) {
  ent_day year = page;
  for (uint32_t i = 0; i < articles->count; i++) {
    ent_article_judge(s->options, s->roles, page, false, &articles->items[i]);
    if (year.year == 0) year.year = articles->items[i].date.year;
  }
  for (uint32_t i = 0; i < articles->count; i++)
    if (articles->items[i].date.year == 0) ent_article_judge(s->options, s->roles, year, true, &articles->items[i]);
}

ent_status ent_articles_build(const ent_article_options *options, ent_articles *articles) {
  survey s = {.options = options, .blocks = options->layout->blocks, .count = options->layout->block_count};
  s.roles = malloc(s.count + 1);
  if (s.roles == NULL) return ENT_ERR_MEMORY;
  for (uint32_t i = 0; i < s.count; i++)
    s.roles[i] = (uint8_t)ent_block_role(options, &s.blocks[i]);
  s.after = titles_after(&s);
  uint32_t first = next_text(&s, 0);
  ent_status status = divide(&s, articles);
  if (status == ENT_OK) status = unite_halves(&s, articles);
  if (status != ENT_OK) goto cleanup;
  mark_collection(&s, articles);
  ent_day page = collection_day(&s, first, page_day(&s));
  for (uint32_t i = 0; i < articles->count; i++)
    ent_article_label(options, s.roles, s.after, &articles->items[i]);
  judge_all(&s, articles, page);
  share_date(articles);
cleanup:
  free(s.roles);
  return status;
}

void ent_articles_free(ent_articles *articles) {
  for (uint32_t i = 0; i < articles->count; i++)
    free(articles->items[i].members);
  free(articles->items);
  memset(articles, 0, sizeof *articles);
}
