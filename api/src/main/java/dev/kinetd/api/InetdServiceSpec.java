package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * What a service listens for, what it starts, and for whom. Every default is filled in, so that
 * readers of a spec never meet a null where a default exists.
 *
 * @param runtimeRef the runtime that serves it in Kubernetes; it cannot be changed. Outside
 *     Kubernetes it has no effect
 * @param port exactly one of port and socket, or mode TcpMux; in Kubernetes the port of the
 *     Service, which the runtime itself need not listen on
 * @param protocol streams or datagrams. It cannot be changed in Kubernetes
 * @param mode who accepts a client. Absent means PerConnection for TCP, Wait for UDP
 * @param tcpMux how the service is reached through port 1; only with mode TcpMux
 * @param addresses local addresses or host names to listen on; empty means all. Not in Kubernetes
 * @param family the versions of IP to listen on. Not in Kubernetes
 * @param socket a Unix socket in place of a port. Not in Kubernetes
 * @param backlog connections that the kernel may queue before they are accepted
 * @param handler what serves a client
 * @param suspend Enabled closes the socket and keeps the resource
 * @param launch how the handler runs
 * @param limits how much of it may run at once
 * @param access who may reach it, as far as the service itself says so
 * @param service the Kubernetes Service in front of it. Outside Kubernetes it has no effect
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.port) || (has(self.mode) && self.mode == 'TcpMux')",
    message = "port is missing: say where to listen")
@ValidationRule(
    value = "!has(self.port) || !has(self.mode) || self.mode != 'TcpMux'",
    message =
        "port stands beside mode TcpMux: remove it, for the service is reached through the port of"
            + " the TcpMux built-in")
@ValidationRule(
    value = "has(self.tcpMux) || !has(self.mode) || self.mode != 'TcpMux'",
    message = "tcpMux is missing: say by which name clients ask for the service")
@ValidationRule(
    value = "!has(self.tcpMux) || (has(self.mode) && self.mode == 'TcpMux')",
    message = "tcpMux needs mode TcpMux: set mode, or remove tcpMux")
@ValidationRule(
    value = "self.protocol == 'TCP' || !has(self.mode) || self.mode != 'TcpMux'",
    message = "mode TcpMux needs protocol TCP")
@ValidationRule(
    value =
        "self.protocol == 'TCP' || !has(self.mode) || self.mode != 'PerConnection' ||"
            + " has(self.handler.builtin)",
    message =
        "mode PerConnection has no meaning for datagrams: use Wait, one handler gets the socket and"
            + " reads from it")
@ValidationRule(
    value =
        "self.protocol == 'UDP' || !has(self.mode) || self.mode == 'PerConnection' ||"
            + " !has(self.handler.builtin)",
    message = "a built-in serves each connection itself: leave mode out")
@ValidationRule(
    value =
        "self.protocol == 'TCP' || !has(self.handler.builtin) || self.handler.builtin != 'TcpMux'",
    message = "the TcpMux built-in needs protocol TCP")
public record InetdServiceSpec(
    @Default("{\"name\": \"default\"}")
        @ValidationRule(
            value = "self == oldSelf",
            message = "runtimeRef cannot be changed: delete the service, and create it anew")
        RuntimeRef runtimeRef,
    @Min(1) @Max(65535) Integer port,
    @Default("TCP")
        @ValidationRule(
            value = "self == oldSelf",
            message = "protocol cannot be changed: delete the service, and create it anew")
        Protocol protocol,
    Mode mode,
    TcpMux tcpMux,
    @JsonIgnore List<String> addresses,
    @JsonIgnore @Default("Dual") Family family,
    @JsonIgnore UnixSocket socket,
    @Default("1024") @Min(1) @Max(65535) Integer backlog,
    @Required Handler handler,
    @Default("Disabled") Toggle suspend,
    @Default("{}") Launch launch,
    @Default("{}") Limits limits,
    @Default("{}") Access access,
    @Default("{}") KubernetesService service) {

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
