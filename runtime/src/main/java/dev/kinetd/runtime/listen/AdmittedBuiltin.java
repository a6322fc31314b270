package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.log.Event;
import dev.kinetd.runtime.log.EventLine;

/** The event of a client that the runtime itself serves. */
record AdmittedBuiltin(long timeMillis, String service, Source source, int port) implements Event {

  @Override
  public void describe(EventLine line) {
    line.name("admitted").field("service", service);
    if (source != null) {
      line.field("client", source.toString()).field("port", port);
    }
  }
}
