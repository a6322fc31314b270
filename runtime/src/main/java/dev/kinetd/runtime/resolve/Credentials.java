package dev.kinetd.runtime.resolve;

import java.util.List;

/**
 * Whom a handler runs as.
 *
 * @param user the name, or the number as text where it has none
 * @param groups supplementary group ids, as initgroups(3) would set them
 */
public record Credentials(String user, int uid, int gid, List<Integer> groups) {

  public Credentials {
    groups = List.copyOf(groups);
  }
}
