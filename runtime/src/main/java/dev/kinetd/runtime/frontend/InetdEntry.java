package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Handler;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Launch;
import dev.kinetd.api.Limits;
import dev.kinetd.api.Mode;
import dev.kinetd.api.Protocol;
import dev.kinetd.api.Stderr;
import dev.kinetd.api.TcpMux;
import dev.kinetd.api.Toggle;
import dev.kinetd.api.UnixSocket;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads one entry of an inetd.conf. An instance serves one entry. */
final class InetdEntry {

  private static final List<String> FIELDS =
      List.of("service", "socket type", "protocol", "wait or nowait", "user", "server");

  private static final List<String> PROTOCOLS =
      List.of("tcp", "tcp4", "tcp6", "tcp46", "udp", "udp4", "udp6", "udp46");

  private final SourceText source;
  private final ServiceNames serviceNames;
  private final List<String> defaultHosts;
  private final LogicalLine line;
  private final LineFindings says;

  InetdEntry(
      SourceText source,
      ServiceNames serviceNames,
      List<String> defaultHosts,
      LogicalLine line,
      LineFindings says) {
    this.source = source;
    this.serviceNames = serviceNames;
    this.defaultHosts = defaultHosts;
    this.line = line;
    this.says = says;
  }

  /** The service, or null after an error. */
  Draft read() {
    ServiceField field = ServiceField.parse(word(0));
    int first = 1;
    if (field.service().isEmpty() && says.dialect() == Dialect.OPENBSD && line.words().size() > 1) {
      // A blank may stand behind the colon of the address.
      field = new ServiceField(field.hosts(), word(1));
      first = 2;
    }
    if (line.words().size() < first + 5) {
      says.error(
          "missing fields: the line ends before the "
              + FIELDS.get(1 + Math.max(0, line.words().size() - first)),
          "write service, socket type, protocol, wait or nowait, user, server and arguments");
      return null;
    }
    if (field.service().isEmpty()) {
      says.error("no service behind the address", "write address:service without a blank");
      return null;
    }
    return read(field, first);
  }

  /** What it may have been called when it was still in order. */
  List<String> possibleNames() {
    ServiceField field = ServiceField.parse(word(0));
    String name = field.service();
    List<String> endings =
        field.isMux()
            ? List.of("tcpmux")
            : line.words().size() > 2 ? List.of(protocol(1)) : PROTOCOLS;
    List<String> hosts = field.hosts() == null ? defaultHosts : field.hosts();
    return endings.stream()
        .map(ending -> (field.isMux() ? field.muxName() : name) + "-" + ending)
        .flatMap(plain -> Stream.of(plain, plain + "-" + String.join("-", hosts)))
        .map(Naming::label)
        .toList();
  }

  private Draft read(ServiceField field, int first) {
    Transport transport = Transport.parse(word(first), word(first + 1), says);
    WaitField wait = WaitField.parse(word(first + 2), says);
    UserField user = UserField.parse(word(first + 3), says);
    if (transport == null) {
      return null;
    }
    Handler handler =
        ServerFields.parse(field.service(), transport.protocol(), line, first + 4, says);
    Place place = place(field, transport);
    if (says.failed()) {
      return null;
    }
    reportSecondPass(word(first + 1));
    var spec =
        new InetdServiceSpec(
            null,
            place.port(),
            transport.protocol(),
            mode(field, transport, wait, handler),
            place.mux(),
            place.hosts(),
            transport.family(),
            place.socket(),
            null,
            handler,
            new Launch(user.user(), user.group(), null, Toggle.Disabled, Stderr.Client),
            new Limits(null, null, wait.startsPerMinute()),
            null);
    String name =
        field.isMux() ? field.muxName() + "-tcpmux" : field.service() + "-" + protocol(first);
    return new Draft(name, String.join("-", place.hosts()), spec, says.origin(), source.folder());
  }

  /** Where a client finds the service; exactly one of port, socket and mux is set. */
  private record Place(List<String> hosts, Integer port, UnixSocket socket, TcpMux mux) {}

  private Place place(ServiceField field, Transport transport) {
    if (field.isMux()) {
      if (transport.protocol() != Protocol.TCP || transport.unix()) {
        says.error("tcpmux reaches stream services over tcp only", "write stream and tcp");
      }
      reportUnusedHosts(field, "a service behind tcpmux");
      return new Place(List.of(), null, null, new TcpMux(field.muxName(), field.muxAnnounces()));
    }
    if (transport.unix()) {
      reportUnusedHosts(field, "a Unix socket");
      return new Place(List.of(), null, new UnixSocket(field.service(), null, null, null), null);
    }
    List<String> hosts = field.hosts() == null ? defaultHosts : field.hosts();
    if (says.dialect() == Dialect.INETUTILS && word(0).startsWith("[")) {
      says.warning(
          "inetutils-inetd does not know addresses in brackets, and does not listen; kinetd does",
          "write the address without brackets where both must serve it");
    }
    return new Place(hosts, port(field.service(), transport.protocol()), null, null);
  }

  private Integer port(String service, Protocol protocol) {
    boolean number = PortNumber.isNumber(service);
    OptionalInt port = number ? PortNumber.parse(service) : serviceNames.port(service, protocol);
    if (port.isPresent()) {
      return port.getAsInt();
    }
    if (number) {
      says.error("port " + service + " is out of range", "use a number from 1 to 65535");
    } else {
      says.error(
          "unknown service name "
              + LineFindings.quote(service)
              + " for "
              + protocol.name().toLowerCase(java.util.Locale.ROOT)
              + " in "
              + serviceNames.source(),
          "write the port number, or add the name there");
    }
    return null;
  }

  private Mode mode(ServiceField field, Transport transport, WaitField wait, Handler handler) {
    if (field.isMux()) {
      if (wait.waits()) {
        says.warning(
            "wait has no meaning for a service behind tcpmux, which is given its connection",
            "write nowait");
      }
      return Mode.TcpMux;
    }
    if (handler.isBuiltin()) {
      // The wait field says how inetd does it, which is no concern of the built-ins here.
      return null;
    }
    if (transport.protocol() == Protocol.UDP && !wait.waits()) {
      says.warning(
          "dgram with nowait is served as wait: no second program is started while one reads",
          "write wait");
    }
    return transport.protocol() == Protocol.UDP || wait.waits() ? Mode.Wait : Mode.PerConnection;
  }

  private void reportUnusedHosts(ServiceField field, String what) {
    if (field.hosts() != null && !field.hosts().isEmpty()) {
      says.warning("the address has no meaning for " + what, "remove it");
    }
  }

  private void reportSecondPass(String protocol) {
    boolean both = protocol.equals("tcp") || protocol.equals("udp");
    if (both && says.dialect() == Dialect.OPENBSD && line.isContinued()) {
      says.warning(
          "openbsd-inetd gives the program on its IPv6 socket only the arguments of the first"
              + " line; kinetd gives all of them on both",
          "write the entry on one line where both must serve it");
    }
  }

  private String protocol(int first) {
    return word(first + 1).split(",", -1)[0];
  }

  private String word(int index) {
    return line.words().get(index).text();
  }
}
