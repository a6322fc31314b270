package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.log.Event;
import dev.kinetd.runtime.log.EventLine;

/** The event of a client that a built-in serves. */
record AdmittedBuiltin(long timeMillis, String service, ClientAddress client) implements Event {

  @Override
  public void describe(EventLine line) {
    line.name("admitted").field("service", service);
    if (client.source() != null) {
      line.field("client", client.source().toString()).field("port", client.port());
    }
  }
}
