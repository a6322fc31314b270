package dev.kinetd.operator.service;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Which ports of one runtime are whose. A service keeps its port as long as it is there; the port
 * of one that went is given to the next. The record that outlives the operator is the target port
 * of each Service, with which an allotment begins. Any thread.
 */
final class PortAllotment {

  /** The first port; those below are for programs that listen themselves. */
  static final int FIRST = 20_000;

  /** The last port; above begin those that the kernel gives to clients. */
  static final int LAST = 32_767;

  private final Map<String, Integer> ports = new HashMap<>();
  private final TreeSet<Integer> gaps = new TreeSet<>();
  private int next = FIRST;

  /**
   * Gives a service the port that a record shows, unless another service has it, it has one
   * already, or the port is none of this range.
   */
  synchronized void restore(String service, int recorded) {
    if (!ports.containsKey(service)
        && recorded >= FIRST
        && recorded <= LAST
        && !isTaken(recorded)) {
      take(service, recorded);
    }
  }

  /**
   * The service's port.
   *
   * @param service name of the service
   * @return empty when every port is taken
   */
  synchronized OptionalInt allot(String service) {
    Integer known = ports.get(service);
    if (known != null) {
      return OptionalInt.of(known);
    }
    if (gaps.isEmpty() && next > LAST) {
      return OptionalInt.empty();
    }
    int port = gaps.isEmpty() ? next : gaps.first();
    take(service, port);
    return OptionalInt.of(port);
  }

  /** Frees the port of a service that is no more. */
  synchronized void release(String service) {
    Integer port = ports.remove(service);
    if (port != null) {
      gaps.add(port);
    }
  }

  private boolean isTaken(int port) {
    return port < next && !gaps.contains(port);
  }

  private void take(String service, int port) {
    ports.put(service, port);
    while (next <= port) {
      gaps.add(next++);
    }
    gaps.remove(port);
  }
}
