package dev.kinetd.runtime.access.hosts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found out about a request so far. Immutable.
 *
 * @param clientName the client's name, {@link #UNKNOWN} or {@link #PARANOID}; null: not asked yet
 * @param serverName the same of the server's end
 * @param user the client's user or {@link #UNKNOWN}; null: not asked yet
 * @param statuses exit statuses of the commands of aclexec, in order
 * @param accounts which users and groups exist, by {@link HostsNeed.Account}
 * @param rehearsal whether nothing is to be run: aclexec then counts as succeeded, and accounts as
 *     existing
 */
public record HostsFacts(
    String clientName,
    String serverName,
    String user,
    List<Integer> statuses,
    Map<HostsNeed.Account, Boolean> accounts,
    boolean rehearsal) {

  /** In place of a name that could not be found. */
  public static final String UNKNOWN = "unknown";

  /** In place of a name whose addresses do not have the client's among them. */
  public static final String PARANOID = "paranoid";

  /** Nothing is known; what has to be run is run. */
  public static final HostsFacts NONE =
      new HostsFacts(null, null, null, List.of(), Map.of(), false);

  /** Nothing is known; nothing is run. */
  public static final HostsFacts REHEARSAL =
      new HostsFacts(null, null, null, List.of(), Map.of(), true);

  public HostsFacts {
    statuses = List.copyOf(statuses);
    accounts = Map.copyOf(accounts);
  }

  public HostsFacts withClientName(String name) {
    return new HostsFacts(name, serverName, user, statuses, accounts, rehearsal);
  }

  public HostsFacts withServerName(String name) {
    return new HostsFacts(clientName, name, user, statuses, accounts, rehearsal);
  }

  public HostsFacts withUser(String name) {
    return new HostsFacts(clientName, serverName, name, statuses, accounts, rehearsal);
  }

  /** One more command of aclexec has ended; anything but 0 says no. */
  public HostsFacts withStatus(int status) {
    var more = new ArrayList<>(statuses);
    more.add(status);
    return new HostsFacts(clientName, serverName, user, more, accounts, rehearsal);
  }

  public HostsFacts withAccount(HostsNeed.Account account, boolean exists) {
    var more = new HashMap<>(accounts);
    more.put(account, exists);
    return new HostsFacts(clientName, serverName, user, statuses, more, rehearsal);
  }
}
