#define _GNU_SOURCE
#include "fake.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { LIMIT = 32 };
static int listener = -1;
static bool accepting;
static enum answer answer;
static const char *bytes = "";
static int connections[LIMIT];
static int connection_count;
static int upstream = -1;

// An empty SETTINGS frame: what every HTTP/2 server says first.
static const unsigned char settings[9] = {0, 0, 0, 4, 0, 0, 0, 0, 0};
// An alert "handshake failure", as a TLS server answers a ClientHello that it cannot use.
static const unsigned char alert[7] = {0x15, 3, 3, 0, 2, 2, 40};

static int make_socket(const char *address, struct sockaddr_storage *storage, socklen_t *size) {
    memset(storage, 0, sizeof *storage);
    if (strncmp(address, "unix://", 7) == 0) {
        struct sockaddr_un *un = (struct sockaddr_un *)storage;
        un->sun_family = AF_UNIX;
        // buildkitd refuses a path over 104 bytes.
        if (strlen(address + 7) > 104) {
            fprintf(stderr, "buildkitd: unix socket path is too long\n");
            leave(1);
        }
        strcpy(un->sun_path, address + 7);
        *size = sizeof *un;
    } else {
        struct sockaddr_in *in = (struct sockaddr_in *)storage;
        const char *colon = strrchr(address, ':');
        in->sin_family = AF_INET;
        in->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        in->sin_port = htons((unsigned short)atoi(colon + 1));
        *size = sizeof *in;
    }
    return socket(storage->ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

void serve_listen(void) {
    struct sockaddr_storage storage;
    socklen_t size;
    const char *address = flag("addr");
    if (!address) address = "unix:///run/buildkit/buildkitd.sock";
    listener = make_socket(address, &storage, &size);
    if (bind(listener, (struct sockaddr *)&storage, size) != 0 || listen(listener, 64) != 0) {
        fprintf(stderr, "buildkitd: listen %s: bind: %s\n", address, strerror(errno));
        leave(1);
    }
    long port = 0;
    if (storage.ss_family == AF_INET) {
        getsockname(listener, (struct sockaddr *)&storage, &size);
        port = ntohs(((struct sockaddr_in *)&storage)->sin_port);
    }
    note_number("listening", "number", port);
}

void serve_begin(enum answer with, const char *said) {
    accepting = true;
    answer = with;
    bytes = said;
}

void serve_stop_accepting(void) { accepting = false; }

// For a child of the daemon, which has no business with its sockets.
void serve_forget(void) {
    if (listener >= 0) close(listener);
    if (upstream >= 0) close(upstream);
    for (int i = 0; i < connection_count; i++) close(connections[i]);
}

int serve_connections(void) { return connection_count; }

size_t serve_interests(void *pollfds, size_t capacity) {
    struct pollfd *interests = pollfds;
    size_t count = 0;
    if (accepting && listener >= 0) interests[count++] = (struct pollfd){.fd = listener, .events = POLLIN};
    for (int i = 0; i < connection_count && count + 1 < capacity; i++)
        interests[count++] = (struct pollfd){.fd = connections[i], .events = POLLIN};
    if (upstream >= 0) interests[count++] = (struct pollfd){.fd = upstream, .events = POLLIN};
    return count;
}

static void greet(int connection) {
    unsigned char first = 0;
    switch (answer) {
    case SETTINGS:
        (void)!send(connection, settings, sizeof settings, MSG_NOSIGNAL);
        connections[connection_count++] = connection;
        return;
    case BYTES:
        (void)!send(connection, bytes, strlen(bytes), MSG_NOSIGNAL);
        (void)!recv(connection, &first, 1, 0);
        break;
    case TLS_ONLY:
        if (recv(connection, &first, 1, 0) == 1 && first == 0x16)
            (void)!send(connection, alert, sizeof alert, MSG_NOSIGNAL);
        break;
    case HANG_UP: break;
    }
    // What has not been read would turn the end into a reset.
    shutdown(connection, SHUT_WR);
    char rest[256];
    while (recv(connection, rest, sizeof rest, MSG_DONTWAIT) > 0) {}
    close(connection);
}

void serve_advance(void) {
    struct pollfd interest = {.fd = listener, .events = POLLIN};
    while (accepting && listener >= 0 && connection_count < LIMIT && poll(&interest, 1, 0) == 1) {
        int connection = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
        if (connection < 0) break;
        greet(connection);
    }
    for (int i = 0; i < connection_count; i++) {
        char buffer[4096];
        ssize_t count = recv(connections[i], buffer, sizeof buffer, MSG_DONTWAIT);
        if (count > 0 || (count < 0 && errno == EAGAIN)) continue;
        close(connections[i]);
        connections[i--] = connections[--connection_count];
    }
}

void client_connect(void) {
    const char *address = flag("addr");
    if (!address) address = getenv("BUILDKIT_HOST");
    if (!address || !*address) {
        fprintf(stderr, "error: no address\n");
        leave(1);
    }
    struct sockaddr_storage storage;
    socklen_t size;
    upstream = make_socket(address, &storage, &size);
    unsigned char received[sizeof settings];
    if (connect(upstream, (struct sockaddr *)&storage, size) != 0 ||
        recv(upstream, received, sizeof received, MSG_WAITALL) != (ssize_t)sizeof received) {
        fprintf(stderr, "error: failed to dial %s: %s\n", address, strerror(errno));
        leave(1);
    }
    note("connected", "text", address);
}

bool client_is_cut_off(void) {
    char buffer[64];
    return upstream >= 0 && recv(upstream, buffer, sizeof buffer, MSG_DONTWAIT) == 0;
}
