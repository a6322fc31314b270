package dev.kinetd.operator.pods;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kinetd.api.ConfigFormat;
import dev.kinetd.api.RuntimeState;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Follows the state of one pod by long polls, on a virtual thread of its own, until it is stopped.
 * A pod that does not answer is asked again, ever more slowly.
 */
final class StatePoll implements Runnable {

  private static final Logger LOG = Logger.getLogger(StatePoll.class);

  /** How long one poll may wait for a change, in seconds. */
  private static final int WAIT_SECONDS = 25;

  private static final Duration TIMEOUT = Duration.ofSeconds(WAIT_SECONDS + 10L);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(5);

  /** The longest answer that is read; a thousand services take a tenth of it. */
  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private final HttpClient client;
  private final ObjectMapper json;
  private final PodAddress address;
  private final Consumer<RuntimeState> changed;
  private final Thread thread;
  private volatile RuntimeState state;
  private volatile boolean stopped;

  /**
   * Begins to follow.
   *
   * @param changed is told of each new state, on this poll's thread
   */
  StatePoll(
      HttpClient client, ObjectMapper json, PodAddress address, Consumer<RuntimeState> changed) {
    this.client = client;
    this.json = json;
    this.address = address;
    this.changed = changed;
    this.thread = Thread.ofVirtual().name("state-of-" + address.base()).unstarted(this);
  }

  void start() {
    thread.start();
  }

  PodAddress address() {
    return address;
  }

  /** What the pod said last; null when it has said nothing yet. */
  RuntimeState state() {
    return state;
  }

  /** Ends it; no state is told any more. */
  void stop() {
    stopped = true;
    thread.interrupt();
  }

  @Override
  public void run() {
    Duration pause = FIRST_PAUSE;
    while (!stopped) {
      try {
        ask();
        pause = FIRST_PAUSE;
      } catch (InterruptedException e) {
        return;
      } catch (IOException | RuntimeException e) {
        LOG.debugf("%s did not say its state: %s", address.base(), e);
        if (!sleep(pause)) {
          return;
        }
        pause =
            pause.multipliedBy(2).compareTo(LAST_PAUSE) < 0 ? pause.multipliedBy(2) : LAST_PAUSE;
      }
    }
  }

  private void ask() throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        client.send(
            HttpRequest.newBuilder(uri()).timeout(TIMEOUT).build(), BodyHandlers.ofInputStream());
    try (var body = answer.body()) {
      switch (answer.statusCode()) {
        case 200 -> tell(json.readValue(body.readNBytes(MAX_BYTES), RuntimeState.class));
        case 204 -> {}
        default -> throw new IOException("status " + answer.statusCode());
      }
    }
  }

  private URI uri() {
    String query =
        state == null
            ? ""
            : "?after="
                + URLEncoder.encode(state.tag(), StandardCharsets.UTF_8)
                + "&wait="
                + WAIT_SECONDS;
    return address.base().resolve(ConfigFormat.STATE_PATH + query);
  }

  private void tell(RuntimeState news) {
    if (stopped || (state != null && state.tag().equals(news.tag()))) {
      return;
    }
    state = news;
    changed.accept(news);
  }

  private static boolean sleep(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
