package dev.kinetd.runtime.resolve;

import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Mode;
import dev.kinetd.api.Protocol;
import dev.kinetd.api.UnixSocket;
import dev.kinetd.runtime.linux.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the place where a service listens into endpoints of this machine. */
final class EndpointResolver {

  private static final int UNCHANGED = -1;

  private final ResolveOptions options;
  private final Machine machine;

  EndpointResolver(ResolveOptions options) {
    this.options = options;
    this.machine = options.machine();
  }

  /** The endpoints; none for a service behind TCPMUX, and after a refusal. */
  List<Endpoint> resolve(InetdServiceSpec spec, ServiceFindings says) {
    if (spec.mode() == Mode.TcpMux) {
      return List.of();
    }
    boolean stream = spec.protocol() == Protocol.TCP;
    return spec.socket() == null ? inet(spec, stream, says) : unix(spec.socket(), stream, says);
  }

  private List<Endpoint> inet(InetdServiceSpec spec, boolean stream, ServiceFindings says) {
    if (!machine.mayBind(spec.port())) {
      says.refuse(
          "spec.port",
          "port "
              + spec.port()
              + " is below "
              + machine.firstFreePort()
              + ", and kinetd may not listen there without root",
          "run kinetd as root, or choose a higher port");
      return List.of();
    }
    var endpoints = new ArrayList<Endpoint>();
    for (var address : LocalAddresses.of(spec, machine, says)) {
      endpoints.add(new Endpoint.Inet(address, spec.port(), stream));
    }
    if (endpoints.isEmpty()) {
      says.refuse(
          "spec.addresses", "no address is left to listen on", "correct the address or the family");
    }
    return endpoints;
  }

  private List<Endpoint> unix(UnixSocket socket, boolean stream, ServiceFindings says) {
    int uid = options.noUserSwitch() ? UNCHANGED : owner(socket, says);
    int gid = options.noUserSwitch() ? UNCHANGED : group(socket, says);
    return says.refused()
        ? List.of()
        : List.of(new Endpoint.Unix(socket.path(), socket.permissions(), uid, gid, stream));
  }

  private int owner(UnixSocket socket, ServiceFindings says) {
    if (socket.user() == null) {
      return UNCHANGED;
    }
    Optional<Accounts.User> user =
        AccountResolver.user("spec.socket.user", socket.user(), true, says);
    if (user.isEmpty() || user.get().uid() == machine.uid()) {
      return UNCHANGED;
    }
    if (!machine.mayGiveFilesAway()) {
      says.refuse(
          "spec.socket.user",
          "the socket cannot be given to user "
              + ServiceFindings.quote(socket.user())
              + " without root",
          "run kinetd as root, or leave the user out");
    }
    return user.get().uid();
  }

  private static int group(UnixSocket socket, ServiceFindings says) {
    return socket.group() == null
        ? UNCHANGED
        : AccountResolver.group("spec.socket.group", socket.group(), says).orElse(UNCHANGED);
  }
}
