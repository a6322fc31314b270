package dev.kinetd.runtime.access.hosts;

/**
 * What an option of the matching rule asks for, {@code %} expanded. Effects are carried out in
 * their order, whatever the verdict.
 */
public sealed interface HostsEffect {

  /**
   * The priority of this connection's line in the log.
   *
   * @param facility null for the default one
   */
  record Severity(String facility, String level) implements HostsEffect {}

  /** A shell command with no input and output that is waited for. */
  record Spawn(String command) implements HostsEffect {}

  /** A shell command that serves the client in place of the service. */
  record Twist(String command) implements HostsEffect {}

  record Umask(int mask) implements HostsEffect {}

  record Nice(int increment) implements HostsEffect {}

  record Environment(String name, String value) implements HostsEffect {}

  /** SO_KEEPALIVE. */
  record KeepAlive() implements HostsEffect {}

  /** SO_LINGER; 0 turns it off. */
  record Linger(int seconds) implements HostsEffect {}

  /** A text for the client: the file in the folder that is named as the daemon. */
  record Banners(String folder, String daemon) implements HostsEffect {}
}
