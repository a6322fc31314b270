package dev.kinetd.operator.runtime;

import dev.kinetd.operator.catalog.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the operator remembers of one runtime between two reconciliations. Nothing of it is needed
 * after a restart. Reconciliations of one runtime come one at a time; the pace alone is told of
 * changes by other threads.
 */
final class RuntimeWork {

  /** How long a runtime may have no ready pod before its services are told. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How long a runtime that the operator made is kept when no service needs it any more. */
  static final Duration UNUSED = Duration.ofSeconds(10);

  final String uid;
  final ConfigPace pace = new ConfigPace();
  final PodTouches touches = new PodTouches();
  final ConfigContents contents;
  Map<String, Delivery> deliveries = Map.of();
  long configGeneration;
  List<String> versions = List.of();
  private Instant lastReady;
  private Instant unusedSince;

  RuntimeWork(String uid, ConfigContents contents, Instant now) {
    this.uid = uid;
    this.contents = contents;
    this.lastReady = now;
    pace.changed(now);
  }

  /** Notes whether a pod is ready; how long until the runtime counts as unavailable. */
  Duration patience(boolean ready, Instant now) {
    if (ready) {
      lastReady = now;
    }
    Duration left = Duration.between(now, lastReady.plus(PATIENCE));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Notes whether a service needs the runtime; how long until it may go. */
  Duration keep(boolean used, Instant now) {
    if (used) {
      unusedSince = null;
      return UNUSED;
    }
    if (unusedSince == null) {
      unusedSince = now;
    }
    Duration left = Duration.between(now, unusedSince.plus(UNUSED));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
