// The C headers of libcurl, and calls of its functions with variable arguments, which Swift cannot make. The library itself is
// not linked: who uses it opens it when it is needed and passes the function that it found.
#ifndef COUNTERWEIGHT_CLIBCURL_SHIM_H
#define COUNTERWEIGHT_CLIBCURL_SHIM_H

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

typedef CURLcode (*shim_setopt)(CURL *, CURLoption, ...);
typedef CURLcode (*shim_getinfo)(CURL *, CURLINFO, ...);

static inline CURLcode shim_set_number(void *setopt, CURL *curl, CURLoption option, long value) {
    return ((shim_setopt)setopt)(curl, option, value);
}

static inline CURLcode shim_set_pointer(void *setopt, CURL *curl, CURLoption option, const void *value) {
    return ((shim_setopt)setopt)(curl, option, value);
}

static inline CURLcode shim_set_callback(void *setopt, CURL *curl, CURLoption option, curl_write_callback value) {
    return ((shim_setopt)setopt)(curl, option, value);
}

static inline CURLcode shim_get_number(void *getinfo, CURL *curl, CURLINFO what, long *value) {
    return ((shim_getinfo)getinfo)(curl, what, value);
}

static inline CURLcode shim_get_text(void *getinfo, CURL *curl, CURLINFO what, char **value) {
    return ((shim_getinfo)getinfo)(curl, what, value);
}

#endif
