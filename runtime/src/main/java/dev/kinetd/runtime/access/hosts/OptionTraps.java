package dev.kinetd.runtime.access.hosts;

import dev.kinetd.api.Printable;
import java.util.List;

/** Traps in the options of a rule. */
final class OptionTraps {

  private static final String LETTERS = "aAcdhHnNprRsu%";

  private final LineFindings line;
  private final HostsFiles files;
  private final boolean denies;

  OptionTraps(LineFindings line, HostsFiles files, boolean denies) {
    this.line = line;
    this.files = files;
    this.denies = denies;
  }

  void check(List<HostsOption> options) {
    for (int i = 0; i < options.size(); i++) {
      HostsOption option = options.get(i);
      if (option.error() != null) {
        line.error(option.error() + ", so whoever matches is refused", remedy(option, i, options));
      } else {
        check(option, i < options.size() - 1 ? options.getLast() : null);
      }
    }
  }

  private static String remedy(HostsOption option, int index, List<HostsOption> options) {
    boolean comment =
        option.word().startsWith("#") || (option.value() != null && option.value().startsWith("#"));
    if (comment) {
      return "move the comment to a line of its own, with # in the first column";
    }
    if (option.word().isEmpty()) {
      return index == options.size() - 1
          ? "take the colon at the end away"
          : "write an option between the colons";
    }
    if (option.keyword() == null) {
      return index > 0 && options.get(index - 1).value() != null
          ? "if it belongs to the option before it, write \\: for the colon"
          : "see hosts_options(5) for the options";
    }
    return switch (option.keyword()) {
      case SEVERITY ->
          LibcText.fold(option.value() == null ? "" : option.value()).startsWith("authpriv")
              ? "libwrap does not know authpriv: write auth"
              : "write facility.level or level, such as daemon.info; warn is called warning";
      case ALLOW, DENY, TWIST -> "write it last and, where it takes none, without a value";
      default -> "see hosts_options(5) for the value";
    };
  }

  private void check(HostsOption option, HostsOption last) {
    switch (option.keyword()) {
      case USER, GROUP ->
          line.warning(
              "option "
                  + option.keyword().word()
                  + " does nothing but refuse where there is no such account, as in Debian's tcpd",
              "set the user in the service");
      case ACLEXEC -> checkAclexec(last);
      case BANNERS -> checkBanners(option.value());
      case SETENV -> {
        String name = option.value().split("[ \t\r\n]", 2)[0];
        if (name.indexOf('=') >= 0) {
          line.error(
              "setenv " + Printable.of(name) + " refuses: a name cannot hold =",
              "write a blank between name and value");
        }
      }
      default -> {}
    }
    if (option.keyword().isExpanded()) {
      checkLetters(option.value());
    }
  }

  private void checkAclexec(HostsOption last) {
    if (last != null && (last.keyword() == Keyword.ALLOW || last.keyword() == Keyword.DENY)) {
      line.warning(
          "what aclexec says does not count, because "
              + last.keyword().word()
              + " decides after it",
          "take one of them away");
    } else {
      line.warning(
          denies
              ? "an aclexec that fails grants here, and one that succeeds denies"
              : "an aclexec that fails goes on with hosts.deny: later rules here are not tried",
          denies
              ? "turn the status around, or move the rule to hosts.allow"
              : "see that hosts.deny denies what shall be denied");
    }
  }

  private void checkBanners(String folder) {
    if (!files.exists(folder)) {
      line.warning(
          "there is no folder " + Printable.of(folder) + " with banners",
          "make it, with a file for each daemon");
    }
  }

  private void checkLetters(String value) {
    for (int i = 0; i + 1 < value.length(); i++) {
      if (value.charAt(i) == '%') {
        char letter = value.charAt(++i);
        if (LETTERS.indexOf(letter) < 0) {
          line.warning(
              "unrecognized %"
                  + Printable.of(String.valueOf(letter))
                  + ", which stands for nothing",
              "write %% for a percent sign");
        }
      }
    }
  }
}
