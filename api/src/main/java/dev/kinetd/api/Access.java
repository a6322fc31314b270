package dev.kinetd.api;

/**
 * Who may reach a service, as far as the service itself says so; the rest is for AccessRules and
 * hosts files.
 *
 * @param defaultAction the field {@code default}: for clients that no AccessRule speaks of
 * @param daemonName the service's name in hosts files, or null for the base name of the program's
 *     argv[0], or of the service itself where it starts no program
 * @param hostsFiles whether the machine's hosts.allow and hosts.deny count
 * @param onLookupFailure what a missing answer to a question for a name means
 */
public record Access(
    Action defaultAction,
    String daemonName,
    HostsFiles hostsFiles,
    OnLookupFailure onLookupFailure) {

  static final Access DEFAULT = new Access(null, null, null, null);

  public Access {
    defaultAction = defaultAction == null ? Action.Allow : defaultAction;
    hostsFiles = hostsFiles == null ? HostsFiles.Apply : hostsFiles;
    onLookupFailure = onLookupFailure == null ? OnLookupFailure.Refuse : onLookupFailure;
  }
}
