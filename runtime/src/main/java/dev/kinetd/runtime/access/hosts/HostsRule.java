package dev.kinetd.runtime.access.hosts;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * A line that can match.
 *
 * @param line where it stands
 * @param options what is to be done then, in order; empty where there is no second colon
 * @param hits how often it has decided
 */
record HostsRule(
    HostsLine line,
    PatternList<DaemonPattern> daemons,
    PatternList<ClientPattern> clients,
    List<HostsOption> options,
    LongAdder hits) {

  /** The rule of a line, or null where it has no colon. */
  static HostsRule of(HostsLine line, HostPatterns hosts, LongAdder hits) {
    String text = line.text();
    int clients = LibcText.unbracketed(text, 0, ':');
    if (clients < 0) {
      return null;
    }
    int options = LibcText.unbracketed(text, clients + 1, ':');
    return new HostsRule(
        line,
        PatternList.parse(text.substring(0, clients), word -> DaemonPattern.of(word, hosts)),
        PatternList.parse(
            text.substring(clients + 1, options < 0 ? text.length() : options),
            word -> ClientPattern.of(word, hosts)),
        options < 0 ? List.of() : HostsOption.parse(text.substring(options + 1)),
        hits);
  }

  Answer test(Evaluation evaluation) {
    Answer daemon = daemons.test(evaluation);
    return daemon == Answer.YES ? clients.test(evaluation) : daemon;
  }

  /** Whether its daemons are told apart by an end of the server that is not known. */
  private boolean dependsOnEnd(Evaluation evaluation) {
    boolean known = evaluation.request().server() != null;
    return daemons.anyMatch(daemon -> daemon.server() != null || !known && daemon.port() >= 0);
  }

  /** Whether the rule may be about the daemon; its client may be any. */
  boolean mayMean(Evaluation evaluation) {
    return dependsOnEnd(evaluation) || daemons.test(evaluation) == Answer.YES;
  }

  /** Whether the rule matches every client of the daemon. */
  boolean isForAll(Evaluation evaluation) {
    return !dependsOnEnd(evaluation)
        && daemons.test(evaluation) == Answer.YES
        && clients.except() == null
        && !clients.items().isEmpty()
        && clients.items().getFirst().isAll();
  }
}
