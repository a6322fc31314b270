package dev.kinetd.runtime.access.hosts;

import dev.kinetd.runtime.admission.Source;

/**
 * Who wants what.
 *
 * @param daemon the name of the service in hosts files
 * @param client its address, or null where that is not known
 * @param clientPort for {@code %r}; 0 where it is not known
 * @param server the local address of the connection, or null where that is not known
 * @param serverPort the local port, which a number in a list of daemons means
 * @param stream whether the client's user can be asked for (RFC 1413)
 * @param pid for {@code %p}
 */
public record HostsRequest(
    String daemon,
    Source client,
    int clientPort,
    Source server,
    int serverPort,
    boolean stream,
    long pid) {

  /** The question of {@code kinetd match}: nothing is known but the service and an address. */
  public static HostsRequest of(String daemon, Source client) {
    return new HostsRequest(daemon, client, 0, null, 0, true, ProcessHandle.current().pid());
  }

  /** The same request at an end of the server. */
  public HostsRequest at(Source address, int port) {
    return new HostsRequest(daemon, client, clientPort, address, port, stream, pid);
  }
}
