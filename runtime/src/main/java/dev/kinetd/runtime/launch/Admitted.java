package dev.kinetd.runtime.launch;

import dev.kinetd.runtime.log.Event;
import dev.kinetd.runtime.log.EventLine;

/** The event of a handler that was started. */
record Admitted(long timeMillis, Invocation invocation) implements Event {

  @Override
  public void describe(EventLine line) {
    line.name("admitted").field("service", invocation.service());
    if (invocation.source() != null) {
      line.field("client", invocation.source().toString()).field("port", invocation.port());
    }
    line.field("pid", invocation.pid()).seconds("launch", invocation.launchNanos());
    if (invocation.detail() != null) {
      invocation.detail().describe(line);
    }
  }
}
