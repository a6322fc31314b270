package dev.kinetd.runtime.access.hosts;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counters of rules, by their text, so that a rule that stays goes on counting when its file is
 * read again. Filled by the one thread that reads, and not changed afterwards.
 */
final class RuleCounters {

  private final Map<Key, LongAdder> before;
  private final Map<Key, LongAdder> counters = new HashMap<>();
  private final Map<Key, Integer> occurrences = new HashMap<>();

  /** A rule, and which of those with the same text. */
  private record Key(String file, String text, int occurrence) {}

  private RuleCounters(Map<Key, LongAdder> before) {
    this.before = before;
  }

  /**
   * For another reading.
   *
   * @param before those of the last one, or null
   */
  static RuleCounters after(RuleCounters before) {
    return new RuleCounters(before == null ? Map.of() : before.counters);
  }

  /** That of the next rule with this text. */
  LongAdder next(String file, String text) {
    int occurrence = occurrences.merge(new Key(file, text, 0), 1, Integer::sum);
    var key = new Key(file, text, occurrence);
    LongAdder known = before.get(key);
    LongAdder counter = known == null ? new LongAdder() : known;
    counters.put(key, counter);
    return counter;
  }
}
