package dev.kinetd.runtime.command;

import dev.kinetd.runtime.access.ClientName;
import dev.kinetd.runtime.access.Facts;
import dev.kinetd.runtime.access.hosts.HostsFacts;
import dev.kinetd.runtime.admission.Source;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A question of {@code kinetd match}, in the form that tcpdmatch(8) has for it.
 *
 * @param daemon the name of a service
 * @param server its end of the connection, or null where the question names none
 * @param clients each address of the client; null in it stands for one that is not known
 * @param facts what the question itself says; nothing is to be run for the rest
 */
record MatchQuestion(String daemon, Source server, List<Source> clients, Facts facts) {

  /**
   * Reads a question, and looks up the addresses of the hosts that it names.
   *
   * @throws UnknownHostException with the name of a host that has no address
   */
  static MatchQuestion of(String daemonAtServer, String userAtClient) throws UnknownHostException {
    int at = daemonAtServer.indexOf('@');
    String daemon = at < 0 ? daemonAtServer : daemonAtServer.substring(0, at);
    Source server = at < 0 ? null : addresses(daemonAtServer.substring(at + 1)).getFirst();
    int userAt = userAtClient.indexOf('@');
    String user = userAt < 0 ? HostsFacts.UNKNOWN : userAtClient.substring(0, userAt);
    String client = userAtClient.substring(userAt + 1);
    return new MatchQuestion(daemon, server, addresses(client), facts(client, user));
  }

  /** Nobody can be asked for a user: there is no connection. */
  private static Facts facts(String client, String user) {
    Facts facts = Facts.REHEARSAL.with(Facts.REHEARSAL.hosts().withUser(user));
    if (client.equals(HostsFacts.UNKNOWN)) {
      return facts.withClientName(ClientName.UNKNOWN);
    }
    if (client.equals(HostsFacts.PARANOID)) {
      return facts.withClientName(ClientName.PARANOID);
    }
    return isLiteral(client) ? facts : facts.withClientName(ClientName.known(client));
  }

  private static List<Source> addresses(String host) throws UnknownHostException {
    if (host.equals(HostsFacts.UNKNOWN) || host.equals(HostsFacts.PARANOID)) {
      return Collections.singletonList(null);
    }
    boolean brackets = host.length() > 2 && host.startsWith("[") && host.endsWith("]");
    String plain = brackets ? host.substring(1, host.length() - 1) : host;
    // Without a name the JDK means the loopback, and a bracket without its pair ends in its parser.
    if (plain.isEmpty() || plain.indexOf('[') >= 0 || plain.indexOf(']') >= 0) {
      throw new UnknownHostException(host);
    }
    var addresses = new ArrayList<Source>();
    try {
      for (InetAddress address : InetAddress.getAllByName(plain)) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        addresses.add(
            bytes.remaining() == Integer.BYTES
                ? Source.ofIpv4(bytes.getInt())
                : new Source(bytes.getLong(), bytes.getLong()));
      }
    } catch (UnknownHostException e) {
      throw (UnknownHostException) new UnknownHostException(host).initCause(e);
    }
    return addresses;
  }

  private static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
  }
}
