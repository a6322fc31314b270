package dev.kinetd.runtime.listen;

import dev.kinetd.api.Builtin;
import dev.kinetd.api.Mode;
import dev.kinetd.api.Protocol;
import dev.kinetd.runtime.builtin.Builtins;
import dev.kinetd.runtime.builtin.MuxDirectory;
import dev.kinetd.runtime.launch.LaunchPad;
import dev.kinetd.runtime.launch.WatchLoop;
import dev.kinetd.runtime.linux.Descriptors;
import dev.kinetd.runtime.linux.LinuxException;
import dev.kinetd.runtime.resolve.Endpoint;
import dev.kinetd.runtime.resolve.ResolvedService;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the right listener for a service. Its methods are called by one thread at a time. */
public final class Listeners {

  private final Gate gate;
  private final WatchLoop loop;
  private final LaunchPad pad;
  private final Runnable onUseless;
  private final SpareDescriptor spare = new SpareDescriptor();
  private final Set<MuxConnection> undecided = new HashSet<>();
  private volatile MuxDirectory<LiveService> directory = new MuxDirectory<>(Map.of());
  private volatile boolean draining;
  private Builtins builtins;

  /**
   * @param onUseless called, on the watch loop's thread, when a listener has become {@link
   *     Listener#useless}
   */
  public Listeners(Gate gate, WatchLoop loop, LaunchPad pad, Runnable onUseless)
      throws LinuxException {
    this.gate = gate;
    this.loop = loop;
    this.pad = pad;
    this.onUseless = onUseless;
  }

  /** From now on services that the runtime itself speaks for can be served. */
  public void setBuiltins(Builtins builtins) {
    this.builtins = builtins;
  }

  /** Replaces the names behind the TCPMUX port. */
  public void setDirectory(Map<String, LiveService> byName) {
    directory = new MuxDirectory<>(byName);
  }

  /**
   * Opens the socket of an endpoint.
   *
   * @throws IOException naming the call and the error
   */
  public ListenSocket open(Endpoint endpoint, LiveService service) throws IOException {
    return ListenSocket.open(
        endpoint, service.service().spec().backlog(), isHandedOver(service.service()));
  }

  /** Whether the service's handlers get the socket itself. */
  private static boolean isHandedOver(ResolvedService service) {
    var spec = service.spec();
    return !spec.handler().isBuiltin() && spec.mode() == Mode.Wait;
  }

  /** Whether {@link #listen} can serve this one yet. */
  public boolean canServe(LiveService service) {
    Builtin builtin = service.service().spec().handler().builtin();
    return builtin == null || builtin == Builtin.TcpMux || builtins != null;
  }

  /** Why the service must not be listened for, in words, or null. */
  public String objection(LiveService service) {
    boolean unseen =
        isHandedOver(service.service()) && service.service().spec().protocol() == Protocol.TCP;
    return unseen && gate.canRefuse(service.name())
        ? "access rules could refuse a client, and a handler in mode Wait accepts its clients"
            + " itself; use mode PerConnection, or rules that do not select the service"
        : null;
  }

  /** What distinguishes services that cannot stand in for each other, whatever their names. */
  public static String kind(ResolvedService service) {
    var handler = service.spec().handler();
    return handler.isBuiltin()
        ? handler.builtin().name()
        : isHandedOver(service) ? "handed over" : "accepted";
  }

  /**
   * Begins to serve clients of the socket, which the listener owns from then on.
   *
   * @throws LinuxException when the socket cannot be watched; it stays the caller's then
   */
  public Listener listen(ListenSocket socket, LiveService service) throws LinuxException {
    Descriptors.setBlocking(socket.fd(), isHandedOver(service.service()));
    if (isHandedOver(service.service())) {
      return new WaitListener(socket, service, gate, loop, pad, onUseless);
    }
    Builtin builtin = service.service().spec().handler().builtin();
    if (!socket.endpoint().stream()) {
      return new DatagramListener(socket, service, gate, builtin, builtins);
    }
    return new StreamListener(
        socket, service, server(service, builtin), pad, loop, spare, onUseless);
  }

  private ConnectionServer server(LiveService service, Builtin builtin) {
    if (builtin == null) {
      return new ProgramServer(service);
    }
    return builtin == Builtin.TcpMux
        ? new MuxServer(service, this::directory, undecided, loop, pad)
        : new BuiltinServer(service, builtin, builtins);
  }

  /** Null once nobody is to be handed on any more. */
  private MuxDirectory<LiveService> directory() {
    return draining ? null : directory;
  }

  /** Refuses who has not said by now which service behind the TCPMUX port he wants. */
  public void refuseUndecided() {
    draining = true;
    loop.executeAndWait(() -> List.copyOf(undecided).forEach(MuxConnection::refuseWhileDraining));
  }

  /** Gives up what no listener owns. */
  public void close() {
    spare.close();
  }
}
