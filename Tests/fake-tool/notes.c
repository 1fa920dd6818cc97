#include "fake.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char line[1 << 18];
static size_t length;

static void put(const char *text) {
    size_t count = strlen(text);
    if (length + count >= sizeof line) abort();
    memcpy(line + length, text, count + 1);
    length += count;
}

static void put_string(const char *text) {
    put("\"");
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        char escaped[8] = {(char)*c, 0};
        if (*c == '"' || *c == '\\' || *c < 0x20 || *c == 0x7f) snprintf(escaped, sizeof escaped, "\\u%04x", *c);
        put(escaped);
    }
    put("\"");
}

static void put_list(const char *key, char **strings) {
    put(",\"");
    put(key);
    put("\":[");
    for (int i = 0; strings[i]; i++) {
        if (i) put(",");
        put_string(strings[i]);
    }
    put("]");
}

static void begin(const char *event) {
    char ids[128];
    length = 0;
    put("{\"tool\":");
    put_string(fake.name);
    snprintf(ids, sizeof ids, ",\"pid\":%d,\"parent\":%d,\"user\":%d,\"event\":", getpid(), getppid(), (int)getuid());
    put(ids);
    put_string(event);
}

// One write to a file opened for appending: lines of several processes do not mix.
static void end(void) {
    put("}\n");
    const char *path = getenv("FAKE_NOTES");
    if (!path) return;
    int file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (file < 0) return;
    (void)!write(file, line, length);
    close(file);
}

void note_start(char **environment) {
    char directory[4096] = "";
    begin("start");
    put_list("arguments", fake.argv);
    put_list("environment", environment);
    if (getcwd(directory, sizeof directory)) {
        put(",\"text\":");
        put_string(directory);
    }
    end();
}

void note(const char *event, const char *key, const char *text) {
    begin(event);
    if (key) {
        put(",\"");
        put(key);
        put("\":");
        put_string(text);
    }
    end();
}

void note_number(const char *event, const char *key, long number) {
    char text[64];
    begin(event);
    snprintf(text, sizeof text, ",\"%s\":%ld", key, number);
    put(text);
    end();
}
