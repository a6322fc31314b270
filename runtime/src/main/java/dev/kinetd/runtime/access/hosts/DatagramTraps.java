package dev.kinetd.runtime.access.hosts;

import java.util.List;

/** Options that mean nothing, or something else, where datagrams come and no connections. */
final class DatagramTraps {

  private final LineFindings line;
  private final String service;
  private final boolean builtin;

  DatagramTraps(LineFindings line, String service, boolean builtin) {
    this.line = line;
    this.service = service;
    this.builtin = builtin;
  }

  void check(List<HostsOption> options) {
    for (HostsOption option : options) {
      if (option.error() == null) {
        check(option.keyword());
      }
    }
  }

  private void check(Keyword option) {
    switch (option) {
      case BANNERS, KEEPALIVE, LINGER ->
          warning(option, "does nothing for", "there is no connection");
      case RFC931 ->
          warning(option, "does nothing for", "their user cannot be asked for, and is unknown");
      case TWIST, ACLEXEC -> {
        if (builtin) {
          warning(option, "refuses", "no command is run for a built-in");
        }
      }
      case SPAWN -> {
        if (builtin) {
          warning(option, "does nothing for", "no command is run for a built-in");
        }
      }
      default -> {}
    }
  }

  private void warning(Keyword option, String does, String why) {
    line.warning(
        "option " + option.word() + " " + does + " datagrams to " + service + ": " + why,
        "leave that service to another rule");
  }
}
