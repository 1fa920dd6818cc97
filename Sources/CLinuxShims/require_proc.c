// The Swift runtime of a static program finds its own path and its arguments in /proc, and aborts with words that help
// nobody where that is not mounted. This runs before the runtime does.
#include <stdlib.h>
#include <unistd.h>

__attribute__((constructor(101))) static void require_proc(void) {
    static const char message[] = "buildkit-run: /proc is not mounted; mount it (mount -t proc proc /proc) and try again\n";
    if (access("/proc/self/exe", F_OK) == 0) return;
    (void)!write(2, message, sizeof message - 1);
    _exit(71);  // EX_OSERR, as RunnerExitCode.operatingSystem
}
