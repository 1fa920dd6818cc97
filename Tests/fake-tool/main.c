#define _GNU_SOURCE
#include "fake.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

struct fake fake;

static const struct {
    const char *name, *variable, *script;
} roles[] = {
    [BUILDKITD] = {"buildkitd", "FAKE_BUILDKITD", "lock;listen;serve;notify;stay"},
    [BUILDCTL] = {"buildctl", "FAKE_BUILDCTL", "connect;exit:0"},
    [ROOTLESSKIT] = {"rootlesskit", "FAKE_ROOTLESSKIT", "run;stay"},
};

static bool probes(void) {
    for (int i = 1; i < fake.argc; i++)
        if (fake.argv[i][0] != '-') return strcmp(fake.argv[i], "debug") == 0;
    return false;
}

int main(int argc, char **argv) {
    const struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    const char *slash = strrchr(argv[0], '/');
    fake.name = slash ? slash + 1 : argv[0];
    fake.argc = argc;
    fake.argv = argv;
    for (fake.role = BUILDKITD; fake.role <= ROOTLESSKIT; fake.role++)
        if (strcmp(fake.name, roles[fake.role].name) == 0) break;
    if (fake.role > ROOTLESSKIT) {
        fprintf(stderr, "fake-tool: call it as buildkitd, buildctl or rootlesskit\n");
        return 99;
    }
    sigset_t all;
    sigfillset(&all);
    // Faults and the terminal's stop signals keep their effect.
    static const int kept[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTSTP, SIGTTIN, SIGTTOU, SIGPIPE};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) sigdelset(&all, kept[i]);
    sigprocmask(SIG_SETMASK, &all, NULL);
    fake.signals = signalfd(-1, &all, SFD_NONBLOCK | SFD_CLOEXEC);
    note_start(environ);
    const char *script = getenv(roles[fake.role].variable);
    if (fake.role == BUILDCTL && probes()) script = getenv("FAKE_BUILDCTL_PROBE");
    run_script(script && *script ? script : roles[fake.role].script);
}
