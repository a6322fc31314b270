package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.admission.Refusal;
import dev.kinetd.runtime.launch.Invocation;
import java.util.concurrent.atomic.LongAdder;

/** What has happened to a service since it was first loaded; written by many threads. */
public final class ServiceCounters {

  private final LongAdder admitted = new LongAdder();
  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder killed = new LongAdder();
  private final LongAdder handlerNanos = new LongAdder();
  private final LongAdder ignoredDatagrams = new LongAdder();
  private final LongAdder unsentDatagrams = new LongAdder();
  private final LongAdder[] refused = new LongAdder[Refusal.values().length];

  ServiceCounters() {
    for (int i = 0; i < refused.length; i++) {
      refused[i] = new LongAdder();
    }
  }

  void admitted() {
    admitted.increment();
  }

  void refused(Refusal reason) {
    refused[reason.ordinal()].increment();
  }

  void exited(Invocation invocation) {
    if (!invocation.exitedByItself()) {
      killed.increment();
    } else if (invocation.status() == 0) {
      succeeded.increment();
    } else {
      failed.increment();
    }
    handlerNanos.add(invocation.durationNanos());
  }

  void ignoredDatagram() {
    ignoredDatagrams.increment();
  }

  void unsentDatagram() {
    unsentDatagrams.increment();
  }

  /** Clients that got a handler, and datagram handlers started. */
  public long admittedCount() {
    return admitted.sum();
  }

  /** Clients turned away for the reason. */
  public long refusedCount(Refusal reason) {
    return refused[reason.ordinal()].sum();
  }

  /** Clients turned away for any reason. */
  public long refusedCount() {
    long sum = 0;
    for (LongAdder reason : refused) {
      sum += reason.sum();
    }
    return sum;
  }

  /** Handlers that exited with status 0. */
  public long succeededCount() {
    return succeeded.sum();
  }

  /** Handlers that exited with another status. */
  public long failedCount() {
    return failed.sum();
  }

  /** Handlers that a signal ended. */
  public long killedCount() {
    return killed.sum();
  }

  /** Time that handlers ran, in nanoseconds, all together. */
  public long handlerNanos() {
    return handlerNanos.sum();
  }

  /** Datagrams that a built-in did not answer so as not to be part of a loop. */
  public long ignoredDatagramCount() {
    return ignoredDatagrams.sum();
  }

  /** Answers of a built-in that the kernel did not take. */
  public long unsentDatagramCount() {
    return unsentDatagrams.sum();
  }
}
