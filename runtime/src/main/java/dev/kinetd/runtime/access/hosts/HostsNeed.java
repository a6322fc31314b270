package dev.kinetd.runtime.access.hosts;

import java.util.List;

/** What has to be found out before there is a decision. Then ask again, with that fact as well. */
public sealed interface HostsNeed extends HostsOutcome {

  /** The name of the client's address, verified by a forward lookup. */
  record ClientName() implements HostsNeed {}

  /** The name of the local address. */
  record ServerName() implements HostsNeed {}

  /**
   * The user behind the client's end (RFC 1413).
   *
   * @param timeoutSeconds how long libwrap would wait
   */
  record ClientUser(int timeoutSeconds) implements HostsNeed {}

  /**
   * The exit status of a shell command, run with the client's socket as standard input and output.
   *
   * @param before what precedes it and is to be carried out first; the effects of the decision
   *     begin with the same ones, which are then not to be repeated
   */
  record Status(String command, List<HostsEffect> before) implements HostsNeed {}

  /** Whether a user or group exists: an option that names another one denies. */
  record Account(String name, boolean group) implements HostsNeed {}
}
