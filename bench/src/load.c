/*
 * A closed-loop client in one thread: N connections are always under way; each connects, reads to
 * the end of the stream, checks the answer, closes, and starts again. One line of JSON tells rate
 * and times.
 *
 * A connection is closed with SO_LINGER 0 once the server's end was seen: nothing is lost by then,
 * and neither side keeps a TIME_WAIT entry, so that a run neither runs out of ports nor leaves work
 * in the kernel for the server that is measured next.
 *
 * Never runs longer than its warm-up, its seconds and 15 more.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define ANSWER "ok\n"
#define MILLISECOND 1000000LL
#define SECOND (1000 * MILLISECOND)

enum { ANSWER_BYTES = 3, MAX_CLIENTS = 1024, DEADLINE_SECONDS = 5, TICK_MS = 10 };

struct client {
  int fd; /* -1 while it waits for the next tick after an error */
  long long begun, first_byte;
  int bytes;
  char answer[ANSWER_BYTES + 1]; /* one more than expected, to notice an answer that is too long */
};

struct times {
  long long *ns;
  size_t count, room;
};

static struct sockaddr_in server = {.sin_family = AF_INET};
static struct client clients[MAX_CLIENTS];
static int client_count = 32, queue, open_clients;
static long long counting_from, stop_at, wanted; /* wanted: connections to count, 0 for no end */
static long long errors;
static struct times whole, first;

static long long clock_ns(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec * SECOND + now.tv_nsec;
}

static long long now(void) { return clock_ns(CLOCK_MONOTONIC); }

static void fail(const char *what) {
  fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
  exit(2);
}

static void keep(struct times *times, long long ns) {
  if (times->count == times->room) {
    times->room = times->room ? 2 * times->room : 65536;
    times->ns = realloc(times->ns, times->room * sizeof *times->ns);
    if (times->ns == NULL) fail("memory");
  }
  times->ns[times->count++] = ns;
}

static void release(struct client *client) {
  struct linger reset = {.l_onoff = 1, .l_linger = 0};
  setsockopt(client->fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  close(client->fd);
  client->fd = -1;
  open_clients--;
}

static void note_error(const char *what) {
  if (errors++ == 0) fprintf(stderr, "load: first error: %s\n", what);
}

static void begin(struct client *client) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) fail("socket");
  client->fd = fd;
  client->bytes = 0;
  open_clients++;
  client->begun = now();
  if (connect(fd, (struct sockaddr *)&server, sizeof server) != 0 && errno != EINPROGRESS) {
    note_error(strerror(errno));
    release(client);
    return;
  }
  struct epoll_event event = {.events = EPOLLIN, .data = {.ptr = client}};
  if (epoll_ctl(queue, EPOLL_CTL_ADD, fd, &event) != 0) fail("epoll_ctl");
}

static int stopped(void) {
  return now() >= stop_at;
}

static void finish(struct client *client, long long ended) {
  release(client);
  if (client->bytes != ANSWER_BYTES || memcmp(client->answer, ANSWER, ANSWER_BYTES) != 0) {
    note_error("the answer is not the expected one");
    return;
  }
  if (ended >= counting_from && ended < stop_at) {
    keep(&whole, ended - client->begun);
    keep(&first, client->first_byte - client->begun);
    if ((long long)whole.count == wanted) stop_at = ended;
  }
  if (!stopped()) begin(client);
}

/* Reads until the stream ends or would block. */
static void proceed(struct client *client) {
  for (;;) {
    ssize_t n = recv(client->fd, client->answer + client->bytes,
                     sizeof client->answer - (size_t)client->bytes, 0);
    if (n > 0) {
      if (client->bytes == 0) client->first_byte = now();
      client->bytes += (int)n;
      if (client->bytes > ANSWER_BYTES) {
        note_error("the answer is too long");
        release(client);
        return;
      }
    } else if (n == 0) {
      finish(client, now());
      return;
    } else {
      if (errno == EAGAIN || errno == EINTR) return;
      note_error(strerror(errno));
      release(client);
      return;
    }
  }
}

/* Gives up on clients past their deadline and starts again those that failed: not at once, or a
 * server that is gone would be hammered. */
static void tick(long long at) {
  for (int i = 0; i < client_count; i++) {
    struct client *client = &clients[i];
    if (client->fd >= 0 && at - client->begun > DEADLINE_SECONDS * SECOND) {
      note_error("no end of the answer within the deadline");
      release(client);
    } else if (client->fd < 0 && !stopped()) {
      begin(client);
    }
  }
}

static void run(void) {
  queue = epoll_create1(EPOLL_CLOEXEC);
  if (queue < 0) fail("epoll_create1");
  for (int i = 0; i < client_count; i++) clients[i].fd = -1;
  long long last_tick = 0;
  while (!stopped() || open_clients > 0) {
    long long at = now();
    if (at - last_tick >= TICK_MS * MILLISECOND) {
      tick(at);
      last_tick = at;
    }
    struct epoll_event events[64];
    int count = epoll_wait(queue, events, 64, TICK_MS);
    if (count < 0 && errno != EINTR) fail("epoll_wait");
    for (int i = 0; i < count; i++) proceed(events[i].data.ptr);
  }
}

static int ascending(const void *a, const void *b) {
  long long x = *(const long long *)a, y = *(const long long *)b;
  return (x > y) - (x < y);
}

static double quantile_ms(const struct times *times, double q) {
  if (times->count == 0) return 0;
  return (double)times->ns[(size_t)(q * (double)(times->count - 1) + 0.5)] / MILLISECOND;
}

static void print_times(const char *name, struct times *times) {
  qsort(times->ns, times->count, sizeof *times->ns, ascending);
  printf(",\"%s_p50_ms\":%.3f,\"%s_p90_ms\":%.3f,\"%s_p99_ms\":%.3f,\"%s_max_ms\":%.3f", name,
         quantile_ms(times, 0.5), name, quantile_ms(times, 0.9), name, quantile_ms(times, 0.99),
         name, quantile_ms(times, 1));
}

/* Connects every millisecond until somebody listens; prints when that was, in microseconds since
 * the epoch, so that a shell can subtract the moment at which it started the server. */
static int await_listener(int seconds) {
  long long give_up = now() + seconds * SECOND;
  struct timespec pause = {.tv_nsec = MILLISECOND};
  while (now() < give_up) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) fail("socket");
    if (connect(fd, (struct sockaddr *)&server, sizeof server) == 0) {
      printf("%lld\n", clock_ns(CLOCK_REALTIME) / 1000);
      char rest[16];
      alarm(DEADLINE_SECONDS);
      while (read(fd, rest, sizeof rest) > 0) continue;
      return 0;
    }
    close(fd);
    nanosleep(&pause, NULL);
  }
  fprintf(stderr, "load: nobody listens on port %d after %d s\n", ntohs(server.sin_port), seconds);
  return 1;
}

static void usage(void) {
  fprintf(stderr,
          "usage: load [--clients N | --once-at-a-time] [--warm-up S] [--seconds S]"
          " [--connections M] PORT\n"
          "       load --await S PORT\n");
  exit(2);
}

int main(int argc, char **argv) {
  static const struct option options[] = {{"clients", required_argument, NULL, 'c'},
                                          {"once-at-a-time", no_argument, NULL, '1'},
                                          {"warm-up", required_argument, NULL, 'w'},
                                          {"seconds", required_argument, NULL, 's'},
                                          {"connections", required_argument, NULL, 'n'},
                                          {"await", required_argument, NULL, 'a'},
                                          {NULL, 0, NULL, 0}};
  double warm_up = 0, seconds = 5;
  int await_seconds = 0;
  for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
    switch (option) {
      case 'c': client_count = atoi(optarg); break;
      case '1': client_count = 1; break;
      case 'w': warm_up = atof(optarg); break;
      case 's': seconds = atof(optarg); break;
      case 'n': wanted = atoll(optarg); break;
      case 'a': await_seconds = atoi(optarg); break;
      default: usage();
    }
  }
  if (optind != argc - 1 || client_count < 1 || client_count > MAX_CLIENTS || seconds <= 0) usage();
  server.sin_port = htons((unsigned short)atoi(argv[optind]));
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (await_seconds > 0) {
    alarm((unsigned)await_seconds + DEADLINE_SECONDS);
    return await_listener(await_seconds);
  }

  alarm((unsigned)(warm_up + seconds) + 15);
  counting_from = now() + (long long)(warm_up * SECOND);
  stop_at = counting_from + (long long)(seconds * SECOND);
  run();
  double elapsed = (double)(stop_at - counting_from) / SECOND;
  printf("{\"clients\":%d,\"seconds\":%.3f,\"connections\":%zu,\"errors\":%lld"
         ",\"connections_per_second\":%.1f",
         client_count, elapsed, whole.count, errors,
         elapsed > 0 ? (double)whole.count / elapsed : 0);
  print_times("latency", &whole);
  print_times("first_byte", &first);
  printf("}\n");
  return errors == 0 ? 0 : 1;
}
