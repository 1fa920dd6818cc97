#define _GNU_SOURCE
#include "CLinuxShims.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>

int clinux_signalfd(const sigset_t *mask) { return signalfd(-1, mask, SFD_NONBLOCK | SFD_CLOEXEC); }
int clinux_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }
int clinux_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }
int clinux_pipe(int fds[2]) { return pipe2(fds, O_CLOEXEC); }

static int bind_descriptor(int from, int to) {
    if (from < 0) return 0;
    if (from == to) return fcntl(to, F_SETFD, 0);
    return dup2(from, to);
}

int clinux_spawn(pid_t *pid, const struct clinux_spawn_options *o) {
    sigset_t all, none, old;
    int failure = 0, status[2];
    // A pipe, not a shared variable: ThreadSanitizer turns vfork into fork.
    if (pipe2(status, O_CLOEXEC) != 0) return errno;
    pid_t parent = getpid();
    sigfillset(&all);
    sigemptyset(&none);
    // No handler may run in the child while it shares our memory.
    sigprocmask(SIG_SETMASK, &all, &old);
    pid_t child = vfork();
    if (child == 0) {
        struct sigaction by_default = {.sa_handler = SIG_DFL};
        for (int signal = 1; signal < NSIG; signal++) (void)sigaction(signal, &by_default, NULL);
        if (o->new_process_group && setpgid(0, 0) != 0) goto fail;
        if (o->parent_death_signal) {
            if (prctl(PR_SET_PDEATHSIG, o->parent_death_signal) != 0) goto fail;
            // The parent may have died before the call above. As PID 1 of a namespace it cannot: the child would be gone.
            if (getppid() != parent) _exit(127);
        }
        if (bind_descriptor(o->stdin_fd, 0) < 0 || bind_descriptor(o->stdout_fd, 1) < 0 ||
            bind_descriptor(o->stderr_fd, 2) < 0)
            goto fail;
        if (sigprocmask(SIG_SETMASK, &none, NULL) != 0) goto fail;
        execve(o->path, o->argv, o->envp);
    fail:
        failure = errno;
        (void)!write(status[1], &failure, sizeof failure);
        _exit(127);
    }
    if (child < 0) failure = errno;
    close(status[1]);
    while (child > 0 && read(status[0], &failure, sizeof failure) < 0 && errno == EINTR) {}
    close(status[0]);
    sigprocmask(SIG_SETMASK, &old, NULL);
    if (failure == 0) *pid = child;
    return failure;  // a child that could not exec is left to the reaper
}
