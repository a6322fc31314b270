package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.access.Rehearsal;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.log.Event;
import dev.kinetd.runtime.log.EventLine;

/** The event of a client that rules under audit would have treated otherwise. */
record Audited(long timeMillis, String service, Source source, int port, Rehearsal rehearsal)
    implements Event {

  @Override
  public void describe(EventLine line) {
    line.name("audit").field("service", service);
    if (source != null) {
      line.field("client", source.toString()).field("port", port);
    }
    line.field("would", rehearsal.granted() ? "admit" : "refuse")
        .field("why", rehearsal.toString());
  }
}
