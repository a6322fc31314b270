package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Family;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Protocol;
import java.util.Locale;
import java.util.Set;

/**
 * What makes two declarations ask for one socket, as far as the text tells: names of hosts are not
 * looked up.
 */
record SocketKey(
    Protocol protocol,
    Family family,
    Set<String> addresses,
    Integer port,
    String path,
    String mux) {

  static SocketKey of(InetdServiceSpec spec) {
    boolean inet = spec.port() != null;
    return new SocketKey(
        spec.protocol(),
        inet ? spec.family() : null,
        Set.copyOf(spec.addresses()),
        spec.port(),
        spec.socket() == null ? null : spec.socket().path(),
        spec.tcpMux() == null ? null : spec.tcpMux().name().toLowerCase(Locale.ROOT));
  }
}
