package dev.kinetd.runtime.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kinetd.api.ConfigFormat;
import dev.kinetd.api.RuntimeState;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code GET /q/kinetd/state}: the state at once, or with {@code after} and {@code wait} as soon as
 * it is another than the one with that tag. Changes nothing and names no client.
 */
@ApplicationScoped
public class StateRoute {

  /** Who waits holds a connection and is told of each change. */
  static final int MOST_WAITING = 16;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_ALLOWED = 405;
  private static final int INTERNAL_ERROR = 500;
  private static final int UNAVAILABLE = 503;

  private final Served served;
  private final StateBoard board;
  private final Vertx vertx;
  private final Set<StatePoll> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean news = new AtomicBoolean();

  StateRoute(Served served, StateBoard board, Vertx vertx) {
    this.served = served;
    this.board = board;
    this.vertx = vertx;
  }

  void register(@Observes Router router) {
    router.route(ConfigFormat.STATE_PATH).handler(this::answer);
  }

  private void answer(RoutingContext request) {
    String after = request.request().getParam("after");
    String wait = request.request().getParam("wait", "0");
    if (request.request().method() != HttpMethod.GET) {
      request.response().putHeader("Allow", "GET");
      refuse(request, NOT_ALLOWED, "only GET: nothing can be changed here");
    } else if (!wait.matches("[0-9]{1,2}")
        || Integer.parseInt(wait) > ConfigFormat.MAX_WAIT_SECONDS) {
      refuse(
          request,
          BAD_REQUEST,
          "wait is a number of seconds from 0 to " + ConfigFormat.MAX_WAIT_SECONDS);
    } else if (after == null || wait.equals("0")) {
      new StatePoll(this, request, after, 0).ask();
    } else if (waiting.size() >= MOST_WAITING) {
      request.response().putHeader("Retry-After", "1");
      refuse(request, UNAVAILABLE, "enough readers wait already");
    } else {
      var poll = new StatePoll(this, request, after, Integer.parseInt(wait));
      waiting.add(poll);
      served.changes().tell(this::somethingChanged);
      poll.begin();
    }
  }

  /** On any thread, also one that launches; many changes in a row are told of once. */
  private void somethingChanged() {
    if (!waiting.isEmpty() && news.compareAndSet(false, true)) {
      vertx.runOnContext(
          _ -> {
            news.set(false);
            waiting.forEach(StatePoll::ask);
          });
    }
  }

  Vertx vertx() {
    return vertx;
  }

  StateBoard board() {
    return board;
  }

  void forget(StatePoll poll) {
    waiting.remove(poll);
  }

  static void send(RoutingContext request, RuntimeState state) {
    try {
      byte[] json = JSON.writeValueAsBytes(state);
      request.response().putHeader("Content-Type", "application/json");
      request.response().end(Buffer.buffer(json));
    } catch (JsonProcessingException e) {
      fail(request, e);
    }
  }

  static void sendNothing(RoutingContext request) {
    request.response().setStatusCode(NO_CONTENT).end();
  }

  static void fail(RoutingContext request, Throwable cause) {
    refuse(request, INTERNAL_ERROR, String.valueOf(cause.getMessage()));
  }

  private static void refuse(RoutingContext request, int status, String text) {
    request.response().setStatusCode(status).putHeader("Content-Type", "text/plain");
    request.response().end(text + "\n");
  }
}
