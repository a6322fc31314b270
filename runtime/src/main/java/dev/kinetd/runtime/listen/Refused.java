package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.admission.Refusal;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.log.Event;
import dev.kinetd.runtime.log.EventLine;

/**
 * The event of a client that got no handler.
 *
 * @param source the client, or null where it is not known
 * @param detail what the reason alone does not tell, or null
 * @param judgement what access rules said, or null where none were asked
 */
record Refused(
    long timeMillis,
    String service,
    Source source,
    int port,
    Refusal reason,
    String detail,
    Judgement judgement)
    implements Event {

  @Override
  public void describe(EventLine line) {
    line.name("refused").field("service", service);
    if (source != null) {
      line.field("client", source.toString()).field("port", port);
    }
    line.field("reason", reason.word()).field("detail", detail);
    if (judgement != null) {
      judgement.describe(line);
    }
  }
}
