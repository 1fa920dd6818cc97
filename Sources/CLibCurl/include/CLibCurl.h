// libcurl, loaded when it is first used.
//
// A program that is linked with libcurl pays for it at every start: about 40 shared libraries, 7 ms, most of the time
// that `lint` has. So nothing is linked; the header gives the types and `curl_library_load` finds the functions. These
// wrappers also stand in for the variadic functions, which Swift cannot call.
#ifndef BUILDKIT_CI_CLIBCURL_H
#define BUILDKIT_CI_CLIBCURL_H

#define CURL_DISABLE_TYPECHECK 1
#define CURL_DISABLE_DEPRECATION 1
#include <curl/curl.h>
#include <stddef.h>

// Loads libcurl and initialises it. Returns NULL, or what went wrong. Call it once, before all else.
const char *curl_library_load(void);

typedef size_t (*curl_data_handler)(char *bytes, size_t size, size_t count, void *context);

CURL *curl_library_handle(void);
void curl_library_reset(CURL *handle);
void curl_library_free(CURL *handle);
CURLcode curl_library_perform(CURL *handle);
const char *curl_library_error(CURLcode code);

CURLcode curl_library_set_number(CURL *handle, CURLoption option, long value);
// libcurl copies the text.
CURLcode curl_library_set_text(CURL *handle, CURLoption option, const char *value);
// libcurl keeps the pointer: it has to stay valid until the transfer is over.
CURLcode curl_library_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode curl_library_set_size(CURL *handle, CURLoption option, long long value);
CURLcode curl_library_set_handler(CURL *handle, CURLoption option, curl_data_handler handler);

long curl_library_number(CURL *handle, CURLINFO info);
long long curl_library_size(CURL *handle, CURLINFO info);
// Belongs to the handle; NULL when there is none.
const char *curl_library_text(CURL *handle, CURLINFO info);

struct curl_slist *curl_library_append(struct curl_slist *list, const char *line);
void curl_library_free_list(struct curl_slist *list);

#endif
