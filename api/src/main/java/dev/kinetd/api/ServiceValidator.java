package dev.kinetd.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Looks at one InetdService as data, without the machine it will run on, and returns every finding
 * at once. An instance serves one validation.
 */
public final class ServiceValidator {

  static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern OBJECT_NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
  private static final Pattern OCTAL_MODE = Pattern.compile("0?[0-7]{3}");
  private static final Pattern MUX_NAME =
      Pattern.compile("[!-~]{1," + TcpMux.MAX_NAME_LENGTH + "}");

  private static final Pattern DAEMON_NAME = Pattern.compile("[!-~&&[^/:@#,]]+");

  private final List<Finding> findings = new ArrayList<>();

  private ServiceValidator() {}

  /** Every finding about the service, in the order of its fields; empty when it can be served. */
  public static List<Finding> validate(InetdService service) {
    var validator = new ServiceValidator();
    validator.checkName(service.metadata());
    if (service.spec() == null) {
      validator.error("spec", "is missing", "say what to listen for and what to start");
    } else {
      validator.checkSpec(service.spec());
    }
    return List.copyOf(validator.findings);
  }

  private void checkName(Metadata metadata) {
    if (metadata == null || metadata.name() == null) {
      error("metadata.name", "is missing", "give the service a name");
    } else if (!DNS_LABEL.matcher(metadata.name()).matches()) {
      error(
          "metadata.name",
          "\"" + Printable.of(metadata.name()) + "\" is not a DNS label",
          "use at most 63 of a-z, 0-9 and -, beginning and ending with a letter or digit");
    }
  }

  private void checkSpec(InetdServiceSpec spec) {
    checkPlace(spec);
    checkMode(spec);
    checkHandler(spec);
    checkLaunch(spec.launch());
    checkLimits(spec.limits());
    checkAccess(spec.access());
  }

  private void checkPlace(InetdServiceSpec spec) {
    if (spec.mode() != Mode.TcpMux) {
      if (spec.port() == null && spec.socket() == null) {
        error("spec.port", "is missing", "give a port, or a socket in its place");
      } else if (spec.port() != null && spec.socket() != null) {
        error("spec.socket", "stands beside spec.port", "give exactly one of port and socket");
      }
    }
    if (spec.port() != null) {
      range("spec.port", spec.port(), 1, 65535);
    }
    range("spec.backlog", spec.backlog(), 1, 65535);
    for (int i = 0; i < spec.addresses().size(); i++) {
      text("spec.addresses[" + i + "]", spec.addresses().get(i));
    }
    if (spec.socket() != null) {
      checkSocket(spec);
    }
  }

  private void checkSocket(InetdServiceSpec spec) {
    UnixSocket socket = spec.socket();
    if (!spec.addresses().isEmpty()) {
      error("spec.addresses", "has no meaning for a Unix socket", "remove it");
    }
    if (socket.path() == null || !socket.path().startsWith("/")) {
      error("spec.socket.path", "is not an absolute path", "begin it with /");
    } else if (socket.path().getBytes(StandardCharsets.UTF_8).length > UnixSocket.MAX_PATH_BYTES) {
      error(
          "spec.socket.path",
          "is longer than the " + UnixSocket.MAX_PATH_BYTES + " bytes of a socket address",
          "choose a shorter path");
    } else {
      text("spec.socket.path", socket.path());
    }
    if (!OCTAL_MODE.matcher(socket.mode()).matches()) {
      error(
          "spec.socket.mode",
          "\"" + Printable.of(socket.mode()) + "\" is not a mode",
          "write three octal digits, such as \"0660\"");
    }
    account("spec.socket.user", socket.user());
    account("spec.socket.group", socket.group());
  }

  private void checkMode(InetdServiceSpec spec) {
    if (spec.mode() == Mode.TcpMux) {
      checkTcpMux(spec);
    } else if (spec.tcpMux() != null) {
      error("spec.tcpMux", "needs mode TcpMux", "set spec.mode to TcpMux, or remove tcpMux");
    }
    boolean program = spec.handler() != null && !spec.handler().isBuiltin();
    if (program && spec.protocol() == Protocol.UDP && spec.mode() == Mode.PerConnection) {
      error(
          "spec.mode",
          "PerConnection has no meaning for datagrams",
          "use Wait: one handler gets the socket and reads from it");
    }
    boolean streamBuiltin =
        spec.handler() != null && spec.handler().isBuiltin() && spec.protocol() == Protocol.TCP;
    if (streamBuiltin && spec.mode() != Mode.PerConnection) {
      error("spec.mode", spec.mode() + " needs a program", "leave mode out for a built-in");
    }
  }

  private void checkTcpMux(InetdServiceSpec spec) {
    if (spec.port() != null || spec.socket() != null) {
      error(
          spec.port() != null ? "spec.port" : "spec.socket",
          "stands beside mode TcpMux",
          "remove it: the service is reached through the port of the TcpMux built-in");
    }
    if (spec.protocol() != Protocol.TCP) {
      error("spec.protocol", "must be TCP for mode TcpMux", "set it to TCP");
    }
    if (spec.tcpMux() == null || spec.tcpMux().name() == null) {
      error("spec.tcpMux.name", "is missing", "say by which name clients ask for the service");
    } else if (!MUX_NAME.matcher(spec.tcpMux().name()).matches()) {
      error(
          "spec.tcpMux.name",
          "\"" + Printable.of(spec.tcpMux().name()) + "\" cannot be asked for",
          "use 1 to " + TcpMux.MAX_NAME_LENGTH + " visible ASCII characters without blanks");
    } else if (spec.tcpMux().name().equalsIgnoreCase("help")) {
      error("spec.tcpMux.name", "\"help\" lists the services (RFC 1078)", "choose another name");
    }
  }

  private void checkHandler(InetdServiceSpec spec) {
    Handler handler = spec.handler();
    if (handler == null
        || (handler.command().isEmpty() && !handler.isScript() && !handler.isBuiltin())) {
      error("spec.handler", "is missing", "give exactly one of command, script and builtin");
    } else if (handler.isBuiltin()) {
      checkBuiltin(spec);
    } else if (handler.isScript()) {
      checkScript(handler);
    } else {
      checkCommand(handler);
    }
  }

  private void checkCommand(Handler handler) {
    for (int i = 0; i < handler.command().size(); i++) {
      noNul("spec.handler.command[" + i + "]", handler.command().get(i));
    }
    if (handler.program().isEmpty()) {
      error("spec.handler.command[0]", "is empty", "name the program to start");
    }
    if (handler.argv0() != null) {
      noNul("spec.handler.argv0", handler.argv0());
    }
  }

  private void checkScript(Handler handler) {
    onlyOne(handler);
    if (handler.argv0() != null) {
      error("spec.handler.argv0", "has no meaning for a script", "remove it");
    }
    Finding shebang = Shebang.check("spec.handler.script", handler.script());
    if (shebang != null) {
      findings.add(shebang);
    }
    noNul("spec.handler.script", handler.script());
  }

  private void onlyOne(Handler handler) {
    var forms = new ArrayList<String>();
    if (!handler.command().isEmpty()) {
      forms.add("command");
    }
    if (handler.isScript()) {
      forms.add("script");
    }
    if (handler.isBuiltin()) {
      forms.add("builtin");
    }
    if (forms.size() > 1) {
      error("spec.handler", "has both " + String.join(" and ", forms), "give exactly one of them");
    }
  }

  private void checkBuiltin(InetdServiceSpec spec) {
    Handler handler = spec.handler();
    onlyOne(handler);
    if (handler.argv0() != null) {
      error("spec.handler.argv0", "has no meaning for a built-in", "remove it");
    }
    if (handler.builtin() == Builtin.TcpMux && spec.protocol() == Protocol.UDP) {
      error("spec.protocol", "must be TCP for the TcpMux built-in", "set it to TCP");
    }
    if (spec.socket() != null && spec.protocol() == Protocol.UDP) {
      error(
          "spec.socket",
          "no built-in answers datagrams on a Unix socket",
          "set spec.protocol to TCP for a stream, or give a port");
    }
  }

  private void checkLaunch(Launch launch) {
    account("spec.launch.user", launch.user());
    account("spec.launch.group", launch.group());
    for (int i = 0; i < launch.environmentFrom().size(); i++) {
      checkSource("spec.launch.environmentFrom[" + i + "]", launch.environmentFrom().get(i));
    }
  }

  private void checkSource(String field, EnvironmentSource source) {
    if ((source.secretRef() == null) == (source.configMapRef() == null)) {
      error(
          field,
          source.secretRef() == null ? "names no object" : "has both secretRef and configMapRef",
          "give exactly one of secretRef and configMapRef");
      return;
    }
    boolean secret = source.secretRef() != null;
    String name = (secret ? source.secretRef() : source.configMapRef()).name();
    if (name == null || !OBJECT_NAME.matcher(name).matches()) {
      error(
          field + (secret ? ".secretRef.name" : ".configMapRef.name"),
          name == null ? "is missing" : "\"" + Printable.of(name) + "\" is no name of an object",
          "write the metadata.name of a " + (secret ? "Secret" : "ConfigMap"));
    }
  }

  private void checkLimits(Limits limits) {
    range("spec.limits.instances", limits.instances(), 1, Integer.MAX_VALUE);
    if (limits.startsPerMinute() != null) {
      range("spec.limits.startsPerMinute", limits.startsPerMinute(), 1, 1_000_000);
    }
    if (limits.perSource() != null && limits.perSource().instances() != null) {
      range("spec.limits.perSource.instances", limits.perSource().instances(), 1, 1_000_000);
    }
  }

  private void checkAccess(Access access) {
    String daemon = access.daemonName();
    if (daemon != null && !DAEMON_NAME.matcher(daemon).matches()) {
      error(
          "spec.access.daemonName",
          "\"" + Printable.of(daemon) + "\" cannot be named in a hosts file",
          "use visible characters without / : @ # and commas");
    }
  }

  private void account(String field, String value) {
    if (value != null) {
      text(field, value);
    }
  }

  private void text(String field, String value) {
    if (value == null || value.isBlank()) {
      error(field, "is empty", "give a value, or leave the field out");
    } else if (value.chars().anyMatch(c -> c < ' ' || c == 127)) {
      error(field, "has a control character", "remove it");
    }
  }

  private void noNul(String field, String value) {
    if (value == null) {
      error(field, "is empty", "give a value, or leave it out");
    } else if (value.indexOf('\0') >= 0) {
      error(field, "has a NUL character, which no program can be given", "remove it");
    }
  }

  private void range(String field, int value, int least, int most) {
    if (value < least || value > most) {
      error(
          field,
          value + " is out of range",
          most == Integer.MAX_VALUE
              ? "use at least " + least
              : "use a number from " + least + " to " + most);
    }
  }

  private void error(String field, String text, String remedy) {
    findings.add(Finding.error(null, field, text, remedy));
  }
}
