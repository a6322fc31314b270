package dev.kinetd.runtime.command;

import dev.kinetd.api.Finding;
import dev.kinetd.runtime.log.Event;
import dev.kinetd.runtime.log.EventLine;

/** The event of a finding in the configuration; its name is the finding's level. */
record FindingEvent(long timeMillis, Finding finding) implements Event {

  static FindingEvent of(Finding finding) {
    return new FindingEvent(System.currentTimeMillis(), finding);
  }

  @Override
  public void describe(EventLine line) {
    line.name(finding.severity().word());
    line.field("at", finding.origin() == null ? null : finding.origin().toString());
    line.field("field", finding.field().isEmpty() ? null : finding.field());
    line.field("text", finding.text());
    line.field("remedy", finding.remedy().isEmpty() ? null : finding.remedy());
  }
}
