package dev.kinetd.runtime.convert;

import dev.kinetd.api.AccessRule;
import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.Action;
import dev.kinetd.api.Finding;
import dev.kinetd.api.HostsAccess;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.Metadata;
import dev.kinetd.api.Origin;
import dev.kinetd.api.Peer;
import dev.kinetd.api.Printable;
import dev.kinetd.api.Services;
import dev.kinetd.runtime.access.hosts.HostsFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes access rules of hosts files.
 *
 * <p>In the files the first line that matches decides; among rules there is no order. So each line
 * becomes a rule that leaves out whatever a line before it with the other verdict matches. Where
 * the lines end in one that denies everybody, only those that grant become rules: an Allow closes
 * its services to all others. Where they end in none, only those that deny do.
 *
 * <p>What has no such form is carried verbatim, for the services that it is about. An instance
 * serves one conversion.
 */
public final class HostsConversion {

  private static final List<Peer> EVERYBODY =
      List.of(Peer.ofCidr("0.0.0.0/0"), Peer.ofCidr("::/0"));

  /** The most characters of each text of a {@code hostsAccess} block. */
  private static final int MOST_TEXT = 65_536;

  private final HostsPolicy policy;
  private final List<AccessRule> rules = new ArrayList<>();
  private final Set<Finding> losses = new LinkedHashSet<>();
  private final Set<String> names = new HashSet<>();

  private HostsConversion(HostsPolicy policy) {
    this.policy = policy;
    losses.addAll(policy.losses());
  }

  /**
   * Reads and converts.
   *
   * @param allow path of hosts.allow; there need be no such file
   * @param deny path of hosts.deny; there need be no such file
   * @param known services to which daemon names lead; may be empty
   */
  public static Conversion convert(
      String allow, String deny, HostsFiles files, List<InetdService> known) {
    return convert(HostsPolicy.read(allow, deny, files), known);
  }

  /**
   * Converts.
   *
   * @param known services to which daemon names lead; may be empty
   */
  static Conversion convert(HostsPolicy policy, List<InetdService> known) {
    var conversion = new HostsConversion(policy);
    if (!policy.lines().isEmpty()) {
      conversion.convert(known);
    }
    return new Conversion(conversion.rules, List.copyOf(conversion.losses));
  }

  private void convert(List<InetdService> known) {
    List<DaemonClass> classes;
    try {
      classes = DaemonClass.of(policy.lines(), known);
    } catch (ClientSet.Untranslatable e) {
      keepVerbatim(Services.ALL, policy.lines().getFirst().origin(), e.getMessage());
      return;
    }
    for (DaemonClass services : classes) {
      convert(services);
    }
    if (!known.isEmpty()) {
      reportStrangers(known);
    }
  }

  /** Lines about daemons of whom no service is one: those of others on the machine. */
  private void reportStrangers(List<InetdService> known) {
    for (HostsLine line : policy.lines()) {
      for (String daemon : line.daemons().items()) {
        if (!daemon.equalsIgnoreCase("ALL")
            && known.stream().noneMatch(service -> service.daemonName().equalsIgnoreCase(daemon))) {
          losses.add(
              remark(
                  line.origin(),
                  "no service that is declared is called \"" + Printable.of(daemon) + "\"",
                  "no rule is made for it; keep the line if it is for a program of its own"));
        }
      }
    }
  }

  private void convert(DaemonClass services) {
    var remarks = new ArrayList<Finding>();
    var made = new ArrayList<AccessRuleSpec>();
    var origins = new ArrayList<Origin>();
    HostsLine at = null;
    try {
      var sets = new ArrayList<ClientSet>();
      var lines = new ArrayList<HostsLine>();
      for (HostsLine line : services.lines()) {
        at = line;
        ClientSet set = translate(line, remarks);
        sets.add(set);
        lines.add(line);
        if (set.everybody()) {
          break;
        }
      }
      boolean grantedAtLast = sets.isEmpty() || !sets.getLast().everybody() || at.grants();
      for (int i = 0; i < sets.size(); i++) {
        at = lines.get(i);
        if (at.grants() != grantedAtLast && !sets.get(i).from().isEmpty()) {
          List<Peer> except = except(i, sets, lines);
          if (!except.containsAll(sets.get(i).from())) {
            made.add(spec(services.services(), !grantedAtLast, sets.get(i).from(), except));
            origins.add(at.origin());
          }
        }
      }
      if (!grantedAtLast && made.isEmpty()) {
        made.add(spec(services.services(), false, EVERYBODY, List.of()));
        origins.add(lines.getLast().origin());
      }
    } catch (ClientSet.Untranslatable e) {
      keepVerbatim(services.services(), at.origin(), e.getMessage());
      return;
    }
    losses.addAll(remarks);
    for (int i = 0; i < made.size(); i++) {
      add(name(origins.get(i)), made.get(i));
    }
  }

  private static ClientSet translate(HostsLine line, List<Finding> remarks)
      throws ClientSet.Untranslatable {
    line.losses().forEach(loss -> remarks.add(withoutIt(line, loss)));
    return ClientSet.of(
        line.clients(),
        said -> remarks.add(remark(line.origin(), said, "see whether that was meant")));
  }

  /** Whom the line leaves out, and whom a line before it has already judged otherwise. */
  private static List<Peer> except(int index, List<ClientSet> sets, List<HostsLine> lines)
      throws ClientSet.Untranslatable {
    var except = new LinkedHashSet<Peer>(sets.get(index).except());
    for (int i = 0; i < index; i++) {
      if (lines.get(i).grants() != lines.get(index).grants()) {
        if (!sets.get(i).except().isEmpty()) {
          throw new ClientSet.Untranslatable(
              "EXCEPT in an earlier line with the other verdict (" + lines.get(i).origin() + ")");
        }
        except.addAll(sets.get(i).from());
      }
    }
    if (except.size() > RuleParts.MOST) {
      throw new ClientSet.Untranslatable("more than " + RuleParts.MOST + " exceptions");
    }
    return List.copyOf(except);
  }

  private static AccessRuleSpec spec(
      Services services, boolean allow, List<Peer> from, List<Peer> except) {
    return new AccessRuleSpec(
        services,
        allow ? Action.Allow : Action.Deny,
        null,
        from,
        except.isEmpty() ? null : except,
        null,
        null);
  }

  private void keepVerbatim(Services services, Origin origin, String reason) {
    for (HostsLine line : policy.lines()) {
      line.blockLosses().forEach(loss -> losses.add(withoutIt(line, loss)));
    }
    var block = new HostsAccess(policy.allowText(), policy.denyText());
    if (block.allow().length() > MOST_TEXT || block.deny().length() > MOST_TEXT) {
      losses.add(
          Finding.error(
              origin,
              "",
              reason + "; and the files are too long to be kept as they are",
              "their services are closed to everybody: write rules for them"));
      add("hosts-files", spec(services, false, EVERYBODY, List.of()));
      return;
    }
    boolean refuses = policy.lines().stream().anyMatch(HostsLine::namesFile);
    losses.add(
        remark(
            origin,
            reason,
            "the files are kept as they are, in a hostsAccess block"
                + (refuses
                    ? ", which refuses everybody until the patterns of /file stand in place of it"
                    : "")));
    add("hosts-files", new AccessRuleSpec(services, null, null, null, null, null, block));
  }

  private void add(String name, AccessRuleSpec spec) {
    for (AccessRuleSpec part : RuleParts.of(spec)) {
      rules.add(new AccessRule(Metadata.named(unique(name)), part));
    }
  }

  private String name(Origin origin) {
    String file = origin.file().substring(origin.file().lastIndexOf('/') + 1);
    String label = file.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String base = label.replaceAll("^-+|-+$", "");
    return (base.length() > 40 ? "hosts" : base) + "-" + origin.line();
  }

  private String unique(String name) {
    String free = name;
    for (int i = 2; !names.add(free); i++) {
      free = name + "-" + i;
    }
    return free;
  }

  private static Finding withoutIt(HostsLine line, String loss) {
    return remark(line.origin(), loss, "the rule is made without it");
  }

  private static Finding remark(Origin origin, String text, String remedy) {
    return Finding.warning(origin, "", text, remedy);
  }
}
