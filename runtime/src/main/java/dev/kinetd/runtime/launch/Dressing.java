package dev.kinetd.runtime.launch;

import java.util.List;

/**
 * What differs in one handler from the others of its service, because the access rule that let its
 * client in says so.
 *
 * @param umask in place of the service's own
 * @param niceness added to that of the runtime; 0 to leave it
 * @param environment more variables, as {@code NAME=value}
 */
public record Dressing(int umask, int niceness, List<String> environment) {

  /** As the service itself says. */
  public static final Dressing PLAIN = new Dressing(0022, 0, List.of());

  public Dressing {
    environment = List.copyOf(environment);
  }
}
