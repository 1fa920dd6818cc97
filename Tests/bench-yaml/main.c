/*
 * The measuring side of `.ci/bench lint`, in C so that it adds as little as possible.
 *
 *   bench-yaml FILE...                 reads files and lets libyaml make events of them, and nothing else: what any linter
 *                                      on libyaml takes at least
 *   bench-yaml --measure PROGRAM ARG...  runs a program, its output thrown away, and prints the wall-clock time and the CPU
 *                                      time in microseconds, the peak of its memory in KiB, and its wait status
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <yaml.h>

extern char **environ;

static long microseconds(struct timeval time) { return time.tv_sec * 1000000L + time.tv_usec; }

static int measure(char **command)
{
    posix_spawn_file_actions_t actions;
    struct timespec start, end;
    struct rusage usage;
    pid_t child;
    int status;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    clock_gettime(CLOCK_MONOTONIC, &start);
    if (posix_spawnp(&child, command[0], &actions, NULL, command, environ) != 0) {
        perror(command[0]);
        return 1;
    }
    if (wait4(child, &status, 0, &usage) != child) {
        perror("wait4");
        return 1;
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%ld %ld %ld %d\n", (end.tv_sec - start.tv_sec) * 1000000L + (end.tv_nsec - start.tv_nsec) / 1000,
           microseconds(usage.ru_utime) + microseconds(usage.ru_stime), usage.ru_maxrss, status);
    return 0;
}

static char *read_whole(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *bytes;
    long length;

    if (!file) return NULL;
    fseek(file, 0, SEEK_END);
    length = ftell(file);
    rewind(file);
    bytes = malloc(length > 0 ? (size_t)length : 1);
    *size = bytes ? fread(bytes, 1, (size_t)length, file) : 0;
    fclose(file);
    return bytes;
}

/* The number of events; what comes after a syntax error is not looked at. */
static long parse(const char *bytes, size_t size)
{
    yaml_parser_t parser;
    yaml_event_t event;
    long events = 0;
    int done = 0;

    if (!yaml_parser_initialize(&parser)) return -1;
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, size);
    while (!done && yaml_parser_parse(&parser, &event)) {
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
        events++;
    }
    yaml_parser_delete(&parser);
    return events;
}

int main(int argc, char **argv)
{
    long events = 0;
    int index;

    if (argc > 2 && strcmp(argv[1], "--measure") == 0) return measure(argv + 2);
    for (index = 1; index < argc; index++) {
        size_t size = 0;
        char *bytes = read_whole(argv[index], &size);
        if (!bytes) {
            perror(argv[index]);
            return 1;
        }
        events += parse(bytes, size);
        free(bytes);
    }
    printf("%ld\n", events);
    return 0;
}
