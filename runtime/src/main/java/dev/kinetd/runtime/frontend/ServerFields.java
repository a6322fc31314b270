package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Builtin;
import dev.kinetd.api.Handler;
import dev.kinetd.api.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sixth field of an entry and what follows: the program and its arguments, or a built-in. */
final class ServerFields {

  /** The most arguments that openbsd-inetd gives a program, its name included. */
  private static final int MOST_ARGUMENTS = 20;

  private static final Map<String, Builtin> BUILTINS =
      Map.of(
          "echo", Builtin.Echo,
          "discard", Builtin.Discard,
          "chargen", Builtin.Chargen,
          "daytime", Builtin.Daytime,
          "time", Builtin.Time,
          "tcpmux", Builtin.TcpMux);

  private ServerFields() {}

  /** The handler, or null after an error. */
  static Handler parse(
      String service, Protocol protocol, LogicalLine line, int index, LineFindings findings) {
    String server = line.words().get(index).text();
    return server.equals("internal")
        ? builtin(service, protocol, findings)
        : program(server, line.words().subList(index + 1, line.words().size()), line, findings);
  }

  private static Handler builtin(String service, Protocol protocol, LineFindings findings) {
    Builtin builtin = BUILTINS.get(service);
    if (builtin == null || (builtin == Builtin.TcpMux && protocol == Protocol.UDP)) {
      findings.error(
          "there is no internal service " + LineFindings.quote(service),
          "internal needs the name echo, discard, chargen, daytime, time or tcpmux (stream only)");
      return null;
    }
    if (builtin == Builtin.Time && findings.dialect() == Dialect.INETUTILS) {
      findings.warning(
          "inetutils-inetd answers time with 8 bytes; kinetd sends the 4 of RFC 868",
          "nothing, unless clients rely on the 8");
    }
    return new Handler(List.of(), null, builtin);
  }

  private static Handler program(
      String server, List<Word> written, LogicalLine line, LineFindings findings) {
    ArgumentTraps.report(written, line, findings);
    List<Word> words = written;
    if (findings.dialect() == Dialect.OPENBSD && words.size() > MOST_ARGUMENTS) {
      findings.warning(
          words.size()
              + " arguments, of which openbsd-inetd passes on the first "
              + MOST_ARGUMENTS
              + "; the rest from "
              + LineFindings.quote(words.get(MOST_ARGUMENTS).text())
              + " is cut off",
          "start a script that has the whole command");
      words = words.subList(0, MOST_ARGUMENTS);
    }
    String program = server;
    if (!server.startsWith("/")) {
      findings.warning(
          "the program "
              + LineFindings.quote(server)
              + " is not an absolute path, and is looked"
              + " for below /",
          "write the whole path");
      program = "/" + server;
    }
    var command = new ArrayList<String>();
    command.add(program);
    for (int i = 1; i < words.size(); i++) {
      command.add(words.get(i).text());
    }
    String argv0 = words.isEmpty() ? null : words.getFirst().text();
    boolean usual = program.substring(program.lastIndexOf('/') + 1).equals(argv0);
    return new Handler(command, usual ? null : argv0, null);
  }
}
