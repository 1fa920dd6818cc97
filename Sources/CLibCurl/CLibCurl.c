#include "CLibCurl.h"

#include <dlfcn.h>

static struct {
  __typeof__(curl_global_init) *global_init;
  __typeof__(curl_easy_init) *init;
  __typeof__(curl_easy_reset) *reset;
  __typeof__(curl_easy_cleanup) *cleanup;
  __typeof__(curl_easy_perform) *perform;
  __typeof__(curl_easy_strerror) *error;
  CURLcode (*set)(CURL *, CURLoption, ...);
  CURLcode (*get)(CURL *, CURLINFO, ...);
  __typeof__(curl_slist_append) *append;
  __typeof__(curl_slist_free_all) *free_list;
} curl;

static void *open_library(void) {
  // The second is what Debian's git brings along.
  static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so"};
  for (size_t index = 0; index < sizeof names / sizeof *names; index++) {
    void *library = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
    if (library) return library;
  }
  return NULL;
}

const char *curl_library_load(void) {
  void *library = open_library();
  if (!library) return dlerror();
#define FIND(field, name) \
  if (!(*(void **)&curl.field = dlsym(library, name))) return "libcurl has no " name
  FIND(global_init, "curl_global_init");
  FIND(init, "curl_easy_init");
  FIND(reset, "curl_easy_reset");
  FIND(cleanup, "curl_easy_cleanup");
  FIND(perform, "curl_easy_perform");
  FIND(error, "curl_easy_strerror");
  FIND(set, "curl_easy_setopt");
  FIND(get, "curl_easy_getinfo");
  FIND(append, "curl_slist_append");
  FIND(free_list, "curl_slist_free_all");
#undef FIND
  CURLcode code = curl.global_init(CURL_GLOBAL_DEFAULT);
  return code == CURLE_OK ? NULL : curl.error(code);
}

CURL *curl_library_handle(void) { return curl.init(); }
void curl_library_reset(CURL *handle) { curl.reset(handle); }
void curl_library_free(CURL *handle) { curl.cleanup(handle); }
CURLcode curl_library_perform(CURL *handle) { return curl.perform(handle); }
const char *curl_library_error(CURLcode code) { return curl.error(code); }

CURLcode curl_library_set_number(CURL *handle, CURLoption option, long value) {
  return curl.set(handle, option, value);
}
CURLcode curl_library_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl.set(handle, option, value);
}
CURLcode curl_library_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl.set(handle, option, value);
}
CURLcode curl_library_set_size(CURL *handle, CURLoption option, long long value) {
  return curl.set(handle, option, (curl_off_t)value);
}
CURLcode curl_library_set_handler(CURL *handle, CURLoption option, curl_data_handler handler) {
  return curl.set(handle, option, handler);
}

long curl_library_number(CURL *handle, CURLINFO info) {
  long value = 0;
  return curl.get(handle, info, &value) == CURLE_OK ? value : 0;
}
long long curl_library_size(CURL *handle, CURLINFO info) {
  curl_off_t value = 0;
  return curl.get(handle, info, &value) == CURLE_OK ? value : 0;
}
const char *curl_library_text(CURL *handle, CURLINFO info) {
  char *value = NULL;
  return curl.get(handle, info, &value) == CURLE_OK ? value : NULL;
}

struct curl_slist *curl_library_append(struct curl_slist *list, const char *line) { return curl.append(list, line); }
void curl_library_free_list(struct curl_slist *list) { curl.free_list(list); }
