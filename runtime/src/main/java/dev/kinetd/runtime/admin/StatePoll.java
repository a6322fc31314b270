package dev.kinetd.runtime.admin;

import dev.kinetd.api.RuntimeState;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;

/**
 * One reader of the state, who may wait for another than he knows. Its methods run on the event
 * loop of the reader's connection, but for {@link #ask}, which any may call.
 */
final class StatePoll {

  private static final long SECOND_MILLIS = 1000;

  private final StateRoute route;
  private final RoutingContext request;
  private final String known;
  private final int seconds;
  private final Context context;
  private long passed;
  private long timer = -1;
  private boolean over;

  /**
   * @param known tag of the state that the reader has, or null
   * @param seconds that he waits for another; 0 to get an answer at once
   */
  StatePoll(StateRoute route, RoutingContext request, String known, int seconds) {
    this.route = route;
    this.request = request;
    this.known = known;
    this.seconds = seconds;
    this.context = route.vertx().getOrCreateContext();
  }

  /**
   * Begins to wait. Whether a program is there, nobody tells the runtime; so it looks every second.
   */
  void begin() {
    request.response().closeHandler(_ -> end());
    timer = route.vertx().setPeriodic(SECOND_MILLIS, _ -> tick());
    ask();
  }

  private void tick() {
    passed++;
    ask();
  }

  /** Looks at the state, and answers if it is another or the time is over. */
  void ask() {
    context.runOnContext(
        _ ->
            route
                .vertx()
                .executeBlocking(route.board()::current, false)
                .onSuccess(this::tell)
                .onFailure(this::fail));
  }

  private void tell(RuntimeState state) {
    if (over) {
      return;
    }
    if (!state.tag().equals(known)) {
      end();
      StateRoute.send(request, state);
    } else if (passed >= seconds) {
      end();
      StateRoute.sendNothing(request);
    }
  }

  private void fail(Throwable cause) {
    if (!over) {
      end();
      StateRoute.fail(request, cause);
    }
  }

  private void end() {
    over = true;
    route.forget(this);
    if (timer >= 0) {
      route.vertx().cancelTimer(timer);
      timer = -1;
    }
  }
}
