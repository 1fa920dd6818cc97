// One program that poses as buildkitd, buildctl and rootlesskit by the name under which it is called.
//
// What it does is a script of steps in FAKE_BUILDKITD, FAKE_BUILDCTL, FAKE_BUILDCTL_PROBE (for `buildctl debug`) or
// FAKE_ROOTLESSKIT, separated by ';' (see steps.c). What happens to it goes into the file FAKE_NOTES, one JSON object a
// line.
#ifndef FAKE_H
#define FAKE_H
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum role { BUILDKITD, BUILDCTL, ROOTLESSKIT };

struct fake {
    enum role role;
    const char *name;
    int argc;
    char **argv;
    int signals;          // a signalfd for all that can be caught
    unsigned long ignored;  // bit n: signal n is noted and nothing else
    int terminations;     // how often buildkitd was asked to stop
    pid_t child;          // of rootlesskit
};
extern struct fake fake;

// notes.c
void note_start(char **environment);
void note(const char *event, const char *key, const char *text);
void note_number(const char *event, const char *key, long number);

// serve.c: the daemon's side of its socket, and the client's.
enum answer { SETTINGS, TLS_ONLY, HANG_UP, BYTES };
void serve_listen(void);
void serve_begin(enum answer answer, const char *bytes);
void serve_stop_accepting(void);
void serve_forget(void);
int serve_connections(void);
size_t serve_interests(void *pollfds, size_t capacity);
void serve_advance(void);
void client_connect(void);
bool client_is_cut_off(void);

// steps.c
void run_script(const char *script);
// Attends to signals and connections until the deadline (milliseconds, -1: none) or until the file exists.
void attend(long milliseconds, const char *path);
void leave(int code) __attribute__((noreturn));
void notify(const char *message);
void signalled(int signal, pid_t sender);
// The value of `--name value` or `--name=value`, or NULL.
const char *flag(const char *name);
#endif
