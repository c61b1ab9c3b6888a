#include "ontology/rdf_world.h"

static uint32_t place(int number) {
  return number > 0 ? (uint32_t)number : 0;
}

static void take_message(void *user, raptor_log_message *message) {
  ent_rdf_log *log = user;
  bool error = message->level >= RAPTOR_LOG_LEVEL_ERROR;
  if (error) log->errors++;
  if (message->level < RAPTOR_LOG_LEVEL_WARN) return;
  const raptor_locator *where = message->locator;
  ent_report(log->sink, error ? ENT_LEVEL_ERROR : ENT_LEVEL_WARNING, error ? ENT_ERR_SYNTAX : ENT_OK, log->file,
             where ? place(where->line) : 0, where ? place(where->column) : 0, "%s",
             message->text ? message->text : "unknown error");
}

raptor_world *ent_rdf_world_open(ent_rdf_log *log, bool intern) {
  raptor_world *world = raptor_new_world();
  if (!world) return NULL;
  raptor_world_set_log_handler(world, log, take_message);
  /* No libcurl: nothing is ever fetched, and starting it costs milliseconds. */
  if (raptor_world_set_flag(world, RAPTOR_WORLD_FLAG_URI_INTERNING, intern) != 0 ||
      raptor_world_set_flag(world, RAPTOR_WORLD_FLAG_WWW_SKIP_INIT_FINISH, 1) != 0 || raptor_world_open(world) != 0) {
    raptor_free_world(world);
    return NULL;
  }
  return world;
}
