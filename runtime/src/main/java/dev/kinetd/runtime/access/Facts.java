package dev.kinetd.runtime.access;

import dev.kinetd.runtime.access.hosts.HostsFacts;

/**
 * What has been found out about a connection so far. Immutable; a decision that needs more says
 * what, and is taken again with it.
 *
 * @param clientName what looking up the client's name came to; null while nobody has asked
 * @param hosts the same in the words of hosts files, and what else those may ask for
 */
public record Facts(ClientName clientName, HostsFacts hosts) {

  /** Nothing is known; what has to be run is run. */
  public static final Facts NONE = new Facts(null, HostsFacts.NONE);

  /** Nothing is known; nothing is run. */
  public static final Facts REHEARSAL = new Facts(null, HostsFacts.REHEARSAL);

  public Facts withClientName(ClientName name) {
    return new Facts(
        name,
        hosts.withClientName(
            switch (name) {
              case ClientName.Known known -> known.name();
              case ClientName.Unknown _ -> HostsFacts.UNKNOWN;
              case ClientName.Paranoid _ -> HostsFacts.PARANOID;
            }));
  }

  /** Something else that hosts files asked for was found out. */
  public Facts with(HostsFacts more) {
    return new Facts(clientName, more);
  }
}
