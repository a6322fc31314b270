package dev.kinetd.runtime.launch;

import dev.kinetd.runtime.log.Event;
import dev.kinetd.runtime.log.EventLine;

/** The event of a handler's exit, with what it used. */
record Exited(long timeMillis, Invocation invocation) implements Event {

  @Override
  public void describe(EventLine line) {
    line.name("exited").field("service", invocation.service()).field("pid", invocation.pid());
    line.field(invocation.exitedByItself() ? "status" : "signal", invocation.status());
    line.seconds("duration", invocation.durationNanos())
        .seconds("user", invocation.userMicros() * 1000)
        .seconds("system", invocation.systemMicros() * 1000);
  }
}
