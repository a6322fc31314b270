package dev.kinetd.runtime.listen;

import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.admission.Source;

/**
 * The two ends of a connection or a datagram, as access rules see them.
 *
 * @param source the client's address, or null for a client without one
 * @param port the client's port, or 0
 * @param server the address at which it arrived, or null where it is not known
 * @param serverPort the port at which it arrived, or 0
 * @param stream whether it is a connection
 */
record Visitor(Source source, int port, Source server, int serverPort, boolean stream) {

  private static final long OWN_PID = ProcessHandle.current().pid();

  /** The question to hosts files. */
  HostsRequest asking(String daemon) {
    return new HostsRequest(daemon, source, port, server, serverPort, stream, OWN_PID);
  }
}
