package dev.kinetd.runtime.access.hosts;

import dev.kinetd.api.Printable;
import java.util.Set;

/** Traps in a list of clients. */
final class ClientTraps {

  private static final Set<String> RESERVED = Set.of("local", "paranoid");

  private final LineFindings line;
  private final HostTraps hosts;
  private final PatternFiles files;

  ClientTraps(LineFindings line, HostTraps hosts, PatternFiles files) {
    this.line = line;
    this.hosts = hosts;
    this.files = files;
  }

  void checkList(PatternList<ClientPattern> list) {
    hosts.checkShape(list, "client");
    for (var part = list; part != null; part = part.except()) {
      for (ClientPattern pattern : part.items()) {
        if (pattern.word().startsWith("#")) {
          line.error(
              "# begins no comment here: the words behind it are clients",
              "move the comment to a line of its own, with # in the first column");
          return;
        }
        check(pattern.word());
      }
    }
  }

  private void check(String word) {
    int at = LibcText.unbracketed(word, 1, '@');
    if (at >= 0) {
      checkUser(word.substring(0, at));
    }
    String host = word.substring(at + 1);
    if (host.startsWith("/")) {
      checkFile(host);
    } else {
      hosts.check(host);
    }
  }

  /** A file of patterns that a rule, or another such file, names. */
  void checkFile(String path) {
    String fault = files.faultOf(path);
    if (fault != null) {
      line.error(
          "the file "
              + Printable.of(path)
              + " "
              + fault
              + ", so that it matches "
              + (fault.contains("name") ? "whoever gets this far, and refuses" : "nothing"),
          "give a file of patterns");
    }
  }

  private void checkUser(String user) {
    String shown = Printable.of(user);
    if (user.startsWith("@") || user.startsWith("/")) {
      line.error(
          shown + ": a user name cannot begin with @ or /: there are no groups and files of users",
          "name the users");
    } else if (user.startsWith(".") || user.endsWith(".")) {
      line.warning(
          shown + ": a user name with a dot at its end matches a part of names",
          "write the name of the user");
    } else if (LibcText.same(user, "FAIL")) {
      line.error("the word FAIL means nothing here any more", "write EXCEPT, or the option deny");
    } else if (RESERVED.contains(LibcText.fold(user))) {
      line.warning(shown + ": a word for hosts stands as user", "write ALL, KNOWN or UNKNOWN");
    }
  }

  /**
   * Whether the line has an IPv6 address without brackets: its colons then end the list, and what
   * follows is taken for options.
   */
  boolean findUnbracketed(HostsRule rule, boolean denies) {
    String text = rule.line().text();
    String clients = text.substring(LibcText.unbracketed(text, 0, ':') + 1);
    for (String word : PatternList.words(clients)) {
      if (word.equals(":")) {
        return false;
      }
      String host = word.substring(word.indexOf('@') + 1);
      int slash = host.indexOf('/');
      String address = slash < 0 ? host : host.substring(0, slash);
      if (Ipv6Text.parse(address) != null) {
        String length = slash < 0 ? "" : host.substring(slash);
        line.error(
            "the colons in "
                + Printable.of(host)
                + " end the list of clients, so that the rule "
                + (denies ? "does not deny that client" : "does not let that client in"),
            "write [" + Printable.of(address) + "]" + Printable.of(length));
        return true;
      }
    }
    return false;
  }
}
