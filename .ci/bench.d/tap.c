/* The instrument of `.ci/bench runner`: stands in the place of buildkitd or buildctl (by its name), writes down when things
 * happen on the clock CLOCK_MONOTONIC, and either runs the real program or poses as one.
 *
 *   TAP_LOG        takes a line "EVENT NANOSECONDS" for each event
 *   TAP_REAL       a directory with the real buildkitd and buildctl; unset: pose
 *   TAP_DELAY_MS   the daemon starts so much later
 *   TAP_DIE        the daemon ends at once, with exit code 1
 *   TAP_MEMORY     the client also writes the line "VmHWM KILOBYTES" of its parent
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void record(const char *event, long long value) {
    char line[128];
    const char *path = getenv("TAP_LOG");
    int file = path ? open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644) : -1;
    if (file < 0) return;
    int length = snprintf(line, sizeof line, "%s %lld\n", event, value);
    (void)!write(file, line, (size_t)length);
    close(file);
}

static struct sockaddr_un unix_address(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    return address;
}

static void notify(const char *path, const char *text, size_t length) {
    if (!path) return;
    struct sockaddr_un address = unix_address(path);
    int descriptor = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sendto(descriptor, text, length, 0, (struct sockaddr *)&address, sizeof address);
    close(descriptor);
}

static void run_real(const char *name, char **argv) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", getenv("TAP_REAL"), name);
    execv(path, argv);
    perror(path);
    _exit(127);
}

/* The path in `--addr=unix://PATH`. */
static const char *socket_path(char **argv) {
    for (; *argv; argv++)
        if (strncmp(*argv, "--addr=unix://", 14) == 0) return *argv + 14;
    fprintf(stderr, "tap: no --addr\n");
    exit(64);
}

static int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

static int stop_signals(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, NULL);
    return signalfd(-1, &set, SFD_CLOEXEC);
}

static int pose_as_daemon(char **argv, const char *announce) {
    struct sockaddr_un address = unix_address(socket_path(argv));
    int signals = stop_signals();
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    unlink(address.sun_path);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 64) != 0) {
        perror(address.sun_path);
        return 1;
    }
    record("ready", now());
    notify(announce, "READY=1", 7);
    struct signalfd_siginfo info;
    while (read(signals, &info, sizeof info) == sizeof info && info.ssi_signo == SIGCHLD) {}
    notify(announce, "STOPPING=1", 10);
    unlink(address.sun_path);
    record("daemon-exit", now());
    return 1; /* as buildkitd does */
}

static int tap_daemon(char **argv, const char *announce) {
    char path[128];
    snprintf(path, sizeof path, "%s.%d", getenv("TAP_LOG"), getpid());
    struct sockaddr_un address = unix_address(path);
    int inbox = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), status = 0;
    int signals = stop_signals();
    if (bind(inbox, (struct sockaddr *)&address, sizeof address) != 0) {
        perror(path);
        return 1;
    }
    pid_t child = fork();
    if (child == 0) {
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        setenv("NOTIFY_SOCKET", path, 1);
        run_real("buildkitd", argv);
    }
    struct pollfd sources[2] = {{.fd = inbox, .events = POLLIN}, {.fd = signals, .events = POLLIN}};
    while (poll(sources, 2, -1) >= 0 || errno == EINTR) {
        if (sources[0].revents) {
            char text[256];
            ssize_t length = recv(inbox, text, sizeof text, 0);
            if (length >= 7 && memcmp(text, "READY=1", 7) == 0) record("ready", now());
            if (length > 0) notify(announce, text, (size_t)length);
        }
        if (sources[1].revents) {
            struct signalfd_siginfo info;
            if (read(signals, &info, sizeof info) != sizeof info) break;
            if (info.ssi_signo != SIGCHLD) kill(child, (int)info.ssi_signo);
            else if (waitpid(child, &status, WNOHANG) == child) break;
        }
    }
    unlink(path);
    record("daemon-exit", now());
    return code_of(status);
}

static int daemon_main(char **argv) {
    const char *delay = getenv("TAP_DELAY_MS"), *announce = getenv("NOTIFY_SOCKET");
    record("daemon-start", now());
    if (delay) usleep((useconds_t)atoi(delay) * 1000);
    if (getenv("TAP_DIE")) {
        fprintf(stderr, "buildkitd: could not lock /x/buildkitd.lock, another instance running?\n");
        record("daemon-exit", now());
        return 1;
    }
    return getenv("TAP_REAL") ? tap_daemon(argv, announce) : pose_as_daemon(argv, announce);
}

static void record_parent_memory(void) {
    char path[64], line[256];
    long kilobytes;
    snprintf(path, sizeof path, "/proc/%d/status", getppid());
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "VmHWM: %ld", &kilobytes) == 1) record("VmHWM", kilobytes);
    if (file) fclose(file);
}

static int client_main(char **argv) {
    long long started = now();
    int probes = 0, status = 0;
    for (char **word = argv; *word; word++) probes |= strcmp(*word, "workers") == 0;
    if (probes) {
        /* The stock script's way to find out whether the daemon is ready. */
        if (getenv("TAP_REAL")) run_real("buildctl", argv);
        struct sockaddr_un address = unix_address(socket_path(argv));
        int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
        return connect(descriptor, (struct sockaddr *)&address, sizeof address) != 0;
    }
    record("client-start", started);
    if (getenv("TAP_MEMORY")) record_parent_memory();
    if (getenv("TAP_REAL")) {
        pid_t child = fork();
        if (child == 0) run_real("buildctl", argv);
        while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    }
    record("client-exit", now());
    return code_of(status);
}

int main(int argc, char **argv) {
    (void)argc;
    const char *slash = strrchr(argv[0], '/');
    return strcmp(slash ? slash + 1 : argv[0], "buildkitd") == 0 ? daemon_main(argv) : client_main(argv);
}
