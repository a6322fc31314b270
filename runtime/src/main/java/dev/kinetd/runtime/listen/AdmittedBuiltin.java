package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.log.Event;
import dev.kinetd.runtime.log.EventLine;

/**
 * The event of a client that the runtime itself serves.
 *
 * @param judgement what access rules said, or null where none were asked
 */
record AdmittedBuiltin(
    long timeMillis, String service, Source source, int port, Judgement judgement)
    implements Event {

  @Override
  public void describe(EventLine line) {
    line.name("admitted").field("service", service);
    if (source != null) {
      line.field("client", source.toString()).field("port", port);
    }
    if (judgement != null) {
      judgement.describe(line);
    }
  }
}
