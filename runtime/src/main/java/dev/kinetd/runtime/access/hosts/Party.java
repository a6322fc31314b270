package dev.kinetd.runtime.access.hosts;

import dev.kinetd.runtime.admission.Source;

/** One end of a connection, as patterns see it. Belongs to one evaluation. */
final class Party {

  private final Evaluation evaluation;
  private final boolean client;
  private final Source address;
  private String text;

  Party(Evaluation evaluation, boolean client, Source address) {
    this.evaluation = evaluation;
    this.client = client;
    this.address = address;
  }

  /** Its address, or null where that is not known. */
  Source address() {
    return address;
  }

  /** Its address as text, or the word for an unknown one. */
  String text() {
    if (text == null) {
      text = address == null ? HostsFacts.UNKNOWN : LibcAddress.text(address);
    }
    return text;
  }

  /** Its name or the word in place of one; null stops the evaluation until that is known. */
  String name() {
    return client ? evaluation.clientName() : evaluation.serverName();
  }

  static boolean isKnown(String name) {
    return !LibcText.same(name, HostsFacts.UNKNOWN) && !LibcText.same(name, HostsFacts.PARANOID);
  }

  Evaluation evaluation() {
    return evaluation;
  }
}
