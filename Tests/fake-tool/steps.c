#define _GNU_SOURCE
#include "fake.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void leave(int code) {
    note_number("exit", "number", code);
    exit(code);
}

const char *flag(const char *name) {
    size_t length = strlen(name);
    for (int i = 1; i < fake.argc; i++) {
        const char *word = fake.argv[i];
        if (strncmp(word, "--", 2) != 0 || strncmp(word + 2, name, length) != 0) continue;
        if (word[2 + length] == '=') return word + 3 + length;
        if (word[2 + length] == 0 && i + 1 < fake.argc) return fake.argv[i + 1];
    }
    return NULL;
}

void notify(const char *message) {
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (!path || strlen(path) >= sizeof address.sun_path) return;
    strcpy(address.sun_path, path);
    int sender = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    (void)!sendto(sender, message, strlen(message), 0, (struct sockaddr *)&address, sizeof address);
    close(sender);
    note("notified", "text", message);
}

static long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void read_signals(void) {
    struct signalfd_siginfo info;
    while (read(fake.signals, &info, sizeof info) == (ssize_t)sizeof info) signalled((int)info.ssi_signo, (pid_t)info.ssi_pid);
}

void attend(long milliseconds, const char *path) {
    long deadline = now() + milliseconds;
    while (true) {
        struct pollfd interests[64];
        interests[0] = (struct pollfd){.fd = fake.signals, .events = POLLIN};
        size_t count = 1 + serve_interests(interests + 1, 60);
        long left = milliseconds < 0 ? -1 : deadline - now();
        if (milliseconds >= 0 && left <= 0) return;
        if (path && access(path, F_OK) == 0) return;
        if (path && (left < 0 || left > 5)) left = 5;
        poll(interests, count, (int)left);
        read_signals();
        serve_advance();
        if (client_is_cut_off()) {
            fprintf(stderr, "error: failed to receive status: rpc error: code = Unavailable desc = error reading from "
                            "server: EOF\n");
            leave(1);
        }
        // GracefulStop waits for the builds that are under way; the exit code is the real one's.
        if (fake.role == BUILDKITD && fake.terminations > 0 && serve_connections() == 0) leave(1);
    }
}

void signalled(int signal, pid_t sender) {
    if (signal == SIGCHLD) {
        int status;
        if (fake.role != ROOTLESSKIT || waitpid(fake.child, &status, WNOHANG) != fake.child) return;
        leave(WIFEXITED(status) ? WEXITSTATUS(status) : 255);
    }
    char text[64];
    snprintf(text, sizeof text, "%d", (int)sender);
    note_number("signal", "number", signal);
    if (signal == SIGUSR1 || signal == SIGUSR2 || fake.ignored & 1UL << signal) return;
    switch (fake.role) {
    case BUILDKITD:
        if (fake.terminations++ == 0) {
            notify("STOPPING=1");
            serve_stop_accepting();
        } else if (fake.terminations == 3) {
            note("forced", NULL, NULL);
            leave(1);
        }
        break;
    case BUILDCTL:
        fprintf(stderr, "error: failed to solve: Canceled: context canceled\n");
        leave(1);
    case ROOTLESSKIT: kill(fake.child, signal);
    }
}

// A child that stays until it is killed. `escapes`: an orphan in a session of its own, as the process of a RUN step is
// once its runc has gone.
static void make_child(bool escapes) {
    int noted[2];
    char end;
    if (pipe2(noted, O_CLOEXEC) != 0) leave(99);
    pid_t child = fork();
    if (child != 0) {
        close(noted[1]);
        if (escapes) waitpid(child, NULL, 0);
        // Until it has noted its start.
        while (read(noted[0], &end, 1) < 0 && errno == EINTR) {}
        close(noted[0]);
        return;
    }
    serve_forget();
    if (escapes) {
        setsid();
        if (fork() != 0) _exit(0);
        // A container's first process has no handlers and so ignores what it can.
        signal(SIGTERM, SIG_IGN);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    fake.name = escapes ? "orphan" : "child";
    note("start", NULL, NULL);
    close(noted[1]);
    while (true) pause();
}

static void print_file(const char *path) {
    char buffer[65536];
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t count;
    while (file >= 0 && (count = read(file, buffer, sizeof buffer)) > 0) (void)!write(2, buffer, (size_t)count);
    if (file >= 0) close(file);
}

// The lock by which a daemon claims its state directory.
static void lock_state(void) {
    const char *root = flag("root");
    char path[4096], by_default[4000];
    if (!root) {
        // The default of a rootless daemon; that of root is out of bounds for a test.
        const char *data = getenv("XDG_DATA_HOME");
        if (!data) return;
        snprintf(by_default, sizeof by_default, "%s/buildkit", data);
        root = by_default;
    }
    mkdir(root, 0700);
    snprintf(path, sizeof path, "%s/buildkitd.lock", root);
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0) return;
    fprintf(stderr, "buildkitd: could not lock %s, another instance running?\n", path);
    leave(1);
}

static void run_step(char *step) {
    char *colon = strchr(step, ':');
    const char *argument = colon ? colon + 1 : "";
    if (colon) *colon = 0;
#define IS(word) (strcmp(step, word) == 0)
    if (IS("listen")) serve_listen();
    else if (IS("serve")) serve_begin(SETTINGS, "");
    else if (IS("serve-tls")) serve_begin(TLS_ONLY, "");
    else if (IS("hang-up")) serve_begin(HANG_UP, "");
    else if (IS("answer")) serve_begin(BYTES, argument);
    else if (IS("lock")) lock_state();
    else if (IS("notify")) notify("READY=1");
    else if (IS("connect")) client_connect();
    else if (IS("say")) fprintf(stderr, "%s\n", argument);
    else if (IS("print")) printf("%s\n", argument), fflush(stdout);
    else if (IS("show")) print_file(argument);
    else if (IS("copy-input")) {
        char buffer[65536];
        ssize_t count;
        while ((count = read(0, buffer, sizeof buffer)) > 0) (void)!write(1, buffer, (size_t)count);
    } else if (IS("make")) close(open(argument, O_WRONLY | O_CREAT, 0666));
    else if (IS("await")) attend(-1, argument);
    else if (IS("sleep")) attend(atol(argument), NULL);
    else if (IS("stay")) attend(-1, NULL);
    else if (IS("ignore")) fake.ignored |= 1UL << atoi(argument);
    else if (IS("child")) make_child(false);
    else if (IS("orphan")) make_child(true);
    else if (IS("exit")) leave(atoi(argument));
    else if (IS("die")) {
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        // The Swift runtime, which is linked in, has handlers for faults.
        signal(atoi(argument), SIG_DFL);
        raise(atoi(argument));
    } else if (IS("run")) {
        // What follows rootlesskit's own options.
        int first = 1;
        while (first < fake.argc && strncmp(fake.argv[first], "--", 2) == 0) first++;
        fake.child = fork();
        if (fake.child == 0) {
            sigset_t none;
            sigemptyset(&none);
            sigprocmask(SIG_SETMASK, &none, NULL);
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            execvp(fake.argv[first], fake.argv + first);
            _exit(127);
        }
    } else if (*step) {
        fprintf(stderr, "fake-tool: unknown step %s\n", step);
        leave(99);
    }
#undef IS
}

void run_script(const char *script) {
    char *steps = strdup(script);
    char *rest = steps;
    for (char *step = strsep(&rest, ";"); step; step = strsep(&rest, ";")) run_step(step);
    leave(0);
}
