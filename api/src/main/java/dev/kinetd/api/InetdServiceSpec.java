package dev.kinetd.api;

import java.util.List;

/**
 * What a service listens for and what it starts. The constructor fills in every default, so that
 * readers of a spec never meet a null where a default exists.
 *
 * @param runtimeRef the runtime that serves it in Kubernetes; ignored outside
 * @param port 1 to 65535, or null when {@code socket} or mode TcpMux says where to listen
 * @param protocol TCP by default
 * @param mode PerConnection by default for TCP, Wait for UDP
 * @param tcpMux the name behind port 1; only with mode TcpMux
 * @param addresses local addresses or host names to bind; empty means all
 * @param family which IP versions to bind; Dual by default
 * @param socket a Unix socket in place of a port
 * @param backlog connections that the kernel may queue before they are accepted
 * @param handler what serves a client
 * @param suspend Enabled closes the socket and keeps the resource; Disabled by default
 * @param launch how the handler runs
 * @param limits how much of it at once
 * @param access who may reach it
 * @param service the Kubernetes Service in front of it; ignored outside
 */
public record InetdServiceSpec(
    RuntimeRef runtimeRef,
    Integer port,
    Protocol protocol,
    Mode mode,
    TcpMux tcpMux,
    List<String> addresses,
    Family family,
    UnixSocket socket,
    Integer backlog,
    Handler handler,
    Toggle suspend,
    Launch launch,
    Limits limits,
    Access access,
    KubernetesService service) {

  /** Default of {@code backlog}, in connections. */
  public static final int DEFAULT_BACKLOG = 1024;

  public InetdServiceSpec {
    runtimeRef = runtimeRef == null ? RuntimeRef.DEFAULT : runtimeRef;
    protocol = protocol == null ? Protocol.TCP : protocol;
    mode = mode == null ? Mode.defaultFor(protocol) : mode;
    addresses = addresses == null ? List.of() : List.copyOf(addresses);
    family = family == null ? Family.Dual : family;
    backlog = backlog == null ? DEFAULT_BACKLOG : backlog;
    suspend = suspend == null ? Toggle.Disabled : suspend;
    launch = launch == null ? Launch.DEFAULT : launch;
    limits = limits == null ? Limits.DEFAULT : limits;
    access = access == null ? Access.DEFAULT : access;
    service = service == null ? KubernetesService.DEFAULT : service;
  }

  /** A service of a format that knows neither of suspending a service nor of Kubernetes. */
  public InetdServiceSpec(
      RuntimeRef runtimeRef,
      Integer port,
      Protocol protocol,
      Mode mode,
      TcpMux tcpMux,
      List<String> addresses,
      Family family,
      UnixSocket socket,
      Integer backlog,
      Handler handler,
      Launch launch,
      Limits limits,
      Access access) {
    this(
        runtimeRef,
        port,
        protocol,
        mode,
        tcpMux,
        addresses,
        family,
        socket,
        backlog,
        handler,
        null,
        launch,
        limits,
        access,
        null);
  }
}
