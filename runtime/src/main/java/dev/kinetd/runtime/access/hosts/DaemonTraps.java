package dev.kinetd.runtime.access.hosts;

import dev.kinetd.api.Printable;
import java.util.Set;

/** Traps in a list of daemons. */
final class DaemonTraps {

  private static final Set<String> RESERVED = Set.of("known", "local", "paranoid");

  private final LineFindings line;
  private final HostTraps hosts;

  DaemonTraps(LineFindings line, HostTraps hosts) {
    this.line = line;
    this.hosts = hosts;
  }

  void checkList(PatternList<DaemonPattern> list) {
    hosts.checkShape(list, "daemon");
    for (var part = list; part != null; part = part.except()) {
      part.items().forEach(this::check);
    }
  }

  private void check(DaemonPattern pattern) {
    String word = pattern.word();
    int at = LibcText.unbracketed(word, 1, '@');
    if (at >= 0) {
      hosts.check(word.substring(at + 1));
    }
    checkName(at < 0 ? word : word.substring(0, at));
  }

  private void checkName(String name) {
    String shown = Printable.of(name);
    if (name.startsWith("@")) {
      line.error(
          shown + ": a daemon name cannot begin with @: there are no groups of daemons",
          "name the daemons");
    } else if (name.startsWith("/")) {
      line.error(
          shown + " never matches: a daemon is known by its name, not by its path",
          "write " + Printable.of(name.substring(name.lastIndexOf('/') + 1)));
    } else if (LibcAddress.dottedQuad(name) != LibcAddress.NONE
        || LibcText.unbracketed(name, 0, '/') >= 0) {
      line.error(
          shown + " looks like a client and stands among the daemons",
          "write daemons first, then a colon, then clients");
    } else if (name.startsWith(".")) {
      line.warning(
          shown + ": a daemon name that begins with a dot matches all that end in it",
          "write the name of the daemon");
    } else if (name.endsWith(".")) {
      line.warning(
          shown + ": a daemon name that ends in a dot matches all that begin with it",
          "write the name of the daemon");
    } else if (LibcText.same(name, "FAIL")) {
      line.error("the word FAIL means nothing here any more", "write EXCEPT, or the option deny");
    } else if (RESERVED.contains(LibcText.fold(name))) {
      line.warning(
          shown + ": a word for clients stands among the daemons",
          "write daemons first, then a colon, then clients");
    } else {
      checkNumber(name, shown);
    }
  }

  private void checkNumber(String name, String shown) {
    var number = new LibcNumber(name, 10);
    if (number.isWhole(name) && DaemonPattern.port(name) < 0) {
      line.warning(
          shown + " is no port, so it is compared with names of daemons",
          "write a port up to 65535, or the name of the daemon");
    }
  }
}
