#define _GNU_SOURCE
#include "CLinuxShims.h"
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

int clinux_has_capabilities(const char *path) {
    char value[64];
    if (getxattr(path, "security.capability", value, sizeof value) >= 0) return 1;
    return errno == ENODATA || errno == ENOTSUP ? 0 : -1;
}

static int error_of(int result) { return result == 0 ? 0 : errno; }

static void write_file(const char *path, const char *text) {
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file < 0) return;
    (void)!write(file, text, strlen(text));
    close(file);
}

static void await(pid_t child) {
    while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
}

// In the child. The steps are those of rootlesskit and of runc for a RUN step.
static void attempt(int with_user_namespace, uid_t user, int report) {
    struct clinux_namespace_trial trial = {-1, -1, -1};
    if (with_user_namespace) {
        trial.user_namespace = error_of(unshare(CLONE_NEWUSER));
        if (trial.user_namespace != 0) goto out;
        char map[32];
        snprintf(map, sizeof map, "0 %u 1\n", (unsigned)user);
        write_file("/proc/self/uid_map", map);
    }
    trial.mount = error_of(unshare(CLONE_NEWNS | CLONE_NEWPID));
    if (trial.mount == 0) trial.mount = error_of(mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL));
    if (trial.mount != 0) goto out;
    // The first child is PID 1 of the new namespace.
    pid_t first = fork();
    if (first == 0) {
        trial.proc = error_of(mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL));
        (void)!write(report, &trial, sizeof trial);
        _exit(0);
    }
    if (first > 0) {
        await(first);
        return;
    }
out:
    (void)!write(report, &trial, sizeof trial);
}

int clinux_try_namespaces(int with_user_namespace, struct clinux_namespace_trial *trial) {
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) return errno;
    uid_t user = geteuid();
    // Not vfork: a process that shares its memory with another may not leave its user namespace.
    pid_t child = fork();
    if (child == 0) {
        attempt(with_user_namespace, user, report[1]);
        _exit(0);
    }
    int failure = child < 0 ? errno : 0;
    close(report[1]);
    if (child > 0) {
        ssize_t count;
        do count = read(report[0], trial, sizeof *trial);
        while (count < 0 && errno == EINTR);
        // A filter may also kill the child.
        if (count != (ssize_t)sizeof *trial) failure = EIO;
        await(child);
    }
    close(report[0]);
    return failure;
}
