/*
 * The C limit: what this machine can do at most when every connection gets a new process.
 *
 * Four processes share one listener and nothing else. Each accepts and spawns the handler with the
 * connection as descriptors 0, 1 and 2. No configuration, no limits, no log, no accounting: a
 * super-server that is as fast as this has nothing left to save.
 *
 * limit PORT PROGRAM MAX-SECONDS: listens on 127.0.0.1, ends on SIGTERM or after MAX-SECONDS.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PROCESSES = 4, BACKLOG = 1024 };

static void fail(const char *what) {
  fprintf(stderr, "limit: %s: %s\n", what, strerror(errno));
  exit(1);
}

static int listen_on(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons((unsigned short)port),
                                .sin_addr = {htonl(INADDR_LOOPBACK)}};
  int on = 1;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0) fail("socket");
  if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0) fail("SO_REUSEADDR");
  if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0) fail("bind");
  if (listen(listener, BACKLOG) != 0) fail("listen");
  return listener;
}

static void spawn(char *program, posix_spawnattr_t *attributes, int connection) {
  char *arguments[] = {program, NULL};
  char *environment[] = {NULL};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (int fd = 0; fd <= 2; fd++) posix_spawn_file_actions_adddup2(&actions, connection, fd);
  pid_t pid;
  int error = posix_spawn(&pid, program, &actions, attributes, arguments, environment);
  if (error != 0) fprintf(stderr, "limit: %s: %s\n", program, strerror(error));
  posix_spawn_file_actions_destroy(&actions);
}

static void serve(int listener, char *program) {
  /* Ignored, SIGCHLD makes the kernel reap: the cheapest way, so it belongs to the limit. */
  signal(SIGCHLD, SIG_IGN);
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGCHLD);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  for (;;) {
    int connection = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (connection < 0) {
      if (errno == EINTR || errno == ECONNABORTED) continue;
      fail("accept4");
    }
    spawn(program, &attributes, connection);
    close(connection);
  }
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: limit PORT PROGRAM MAX-SECONDS\n");
    return 2;
  }
  int listener = listen_on(atoi(argv[1]));

  sigset_t ending, before;
  sigemptyset(&ending);
  sigaddset(&ending, SIGTERM);
  sigaddset(&ending, SIGINT);
  sigaddset(&ending, SIGALRM);
  sigaddset(&ending, SIGCHLD);
  sigprocmask(SIG_BLOCK, &ending, &before);
  alarm((unsigned)atoi(argv[3]));

  pid_t workers[PROCESSES];
  for (int i = 0; i < PROCESSES; i++) {
    workers[i] = fork();
    if (workers[i] < 0) fail("fork");
    if (workers[i] == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      sigprocmask(SIG_SETMASK, &before, NULL);
      serve(listener, argv[2]);
    }
  }

  int signal_received;
  sigwait(&ending, &signal_received);
  for (int i = 0; i < PROCESSES; i++) kill(workers[i], SIGKILL);
  for (int i = 0; i < PROCESSES; i++) waitpid(workers[i], NULL, 0);
  return signal_received == SIGCHLD ? 1 : 0; /* a worker that ends by itself has failed */
}
