package dev.kinetd.api;

import java.util.List;

/**
 * Which services a rule is about, whom it lets in or keeps out, and when. A list that was not
 * written is null, because one that was written empty is an error.
 *
 * @param services which services; never null in a valid rule
 * @param action what becomes of the clients in {@code from}
 * @param audit Enabled logs and counts what the rule would do, and does nothing; Disabled by
 *     default
 * @param from clients, each named by one entry at least
 * @param except clients that are taken out of {@code from}, or null
 * @param schedule when the rule is in force: within any of these, or always when null
 * @param hostsAccess hosts_access(5) text in place of {@code action}, {@code from} and {@code
 *     except}, or null
 */
public record AccessRuleSpec(
    Services services,
    Action action,
    Toggle audit,
    List<Peer> from,
    List<Peer> except,
    List<Schedule> schedule,
    HostsAccess hostsAccess) {

  public AccessRuleSpec {
    audit = audit == null ? Toggle.Disabled : audit;
    from = from == null ? null : List.copyOf(from);
    except = except == null ? null : List.copyOf(except);
    schedule = schedule == null ? null : List.copyOf(schedule);
  }
}
