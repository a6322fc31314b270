package dev.kinetd.runtime.command;

import dev.kinetd.runtime.access.hosts.HostsFiles;
import dev.kinetd.runtime.access.hosts.HostsRules;
import picocli.CommandLine.Option;

/** Which access files of TCP wrappers count: the options of every command that asks them. */
final class HostsOptions {

  @Option(
      names = "--hosts-allow",
      paramLabel = "FILE",
      defaultValue = "/etc/hosts.allow",
      description = "Access rules of TCP wrappers: who may connect (${DEFAULT-VALUE}).")
  private String allow;

  @Option(
      names = "--hosts-deny",
      paramLabel = "FILE",
      defaultValue = "/etc/hosts.deny",
      description = "Access rules of TCP wrappers: who may not (${DEFAULT-VALUE}).")
  private String deny;

  @Option(
      names = "--no-hosts-access",
      description = "Leave the access files of TCP wrappers out of account.")
  private boolean none;

  /** The rules in the files as they are now, or null where they do not count. */
  HostsRules read() {
    return readAfter(null);
  }

  /** The same, with the counts of rules that have stayed. */
  HostsRules readAfter(HostsRules before) {
    return none ? null : HostsRules.read(allow, deny, HostsFiles.ofMachine(), before);
  }
}
