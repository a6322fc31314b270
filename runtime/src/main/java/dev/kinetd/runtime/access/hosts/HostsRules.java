package dev.kinetd.runtime.access.hosts;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Printable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * hosts.allow and hosts.deny, compiled: the first rule of hosts.allow that matches grants, else the
 * first of hosts.deny denies, else access is granted; options may say otherwise. Immutable, for any
 * thread.
 */
public final class HostsRules {

  private final HostsTable allow;
  private final HostsTable deny;
  private final PatternFiles patternFiles;
  private final HostsFiles files;
  private final RuleCounters counters;

  private HostsRules(
      HostsTable allow,
      HostsTable deny,
      PatternFiles patternFiles,
      HostsFiles files,
      RuleCounters counters) {
    this.allow = allow;
    this.deny = deny;
    this.patternFiles = patternFiles;
    this.files = files;
    this.counters = counters;
  }

  /**
   * Reads and compiles the files and those that they name. Whatever is wrong with them has the
   * meaning that it has for libwrap; {@link #findings} says what that is.
   */
  public static HostsRules read(String allow, String deny, HostsFiles files) {
    return read(allow, deny, files, null);
  }

  /**
   * Reads them again.
   *
   * @param before what was read last, or null; its rules that are still there go on counting
   */
  public static HostsRules read(String allow, String deny, HostsFiles files, HostsRules before) {
    RuleCounters counters = RuleCounters.after(before == null ? null : before.counters);
    var patternFiles = new PatternFiles(files);
    var hosts = new HostPatterns(patternFiles);
    return new HostsRules(
        HostsTable.read(allow, files, hosts, counters),
        HostsTable.read(deny, files, hosts, counters),
        patternFiles,
        files,
        counters);
  }

  /** Every file that decisions depend on, also those that do not exist. */
  public Set<String> watched() {
    var watched = new LinkedHashSet<String>();
    watched.add(allow.file());
    watched.add(deny.file());
    watched.addAll(patternFiles.paths());
    return watched;
  }

  /**
   * Whether some client of a daemon could be refused, or made to wait for what an option does. Not
   * exact: it may say so where rules that together grant everybody come first.
   *
   * @param request with the daemon and the end of the server; the client does not matter
   */
  public boolean canRefuse(HostsRequest request) {
    var evaluation = new Evaluation(request, HostsFacts.REHEARSAL);
    for (HostsRule rule : allow.rules()) {
      if (rule.mayMean(evaluation)) {
        if (!rule.options().isEmpty() || rule.clients().anyMatch(HostsRules::refuses)) {
          return true;
        }
        if (rule.isForAll(evaluation)) {
          return false;
        }
      }
    }
    return deny.isBroken() || deny.rules().stream().anyMatch(rule -> rule.mayMean(evaluation));
  }

  private static boolean refuses(ClientPattern client) {
    return client.host() instanceof HostPattern.Refusing;
  }

  /** Whether there is no rule and no error, so that everybody is granted access. */
  public boolean isEmpty() {
    return allow.rules().isEmpty() && deny.rules().isEmpty() && !deny.isBroken();
  }

  /** Everything in the files that does not work, or not as it looks, in order. */
  public List<Finding> findings() {
    return new HostsCheck(allow, deny, patternFiles, files).findings();
  }

  /**
   * Options that are not carried out for a service to which datagrams come.
   *
   * @param service its own name
   * @param request with its daemon name and, where it has one, its port
   * @param builtin whether kinetd itself answers
   */
  public List<Finding> findingsForDatagrams(String service, HostsRequest request, boolean builtin) {
    var findings = new ArrayList<Finding>();
    var evaluation = new Evaluation(request, HostsFacts.REHEARSAL);
    for (HostsTable table : List.of(allow, deny)) {
      for (HostsRule rule : table.rules()) {
        if (!rule.options().isEmpty() && rule.mayMean(evaluation)) {
          var line = new LineFindings(table.file(), rule.line().last(), findings);
          new DatagramTraps(line, service, builtin).check(rule.options());
        }
      }
    }
    return findings;
  }

  /** How often each rule has decided; also those that never did. */
  public List<HostsCount> counts() {
    var counts = new ArrayList<HostsCount>();
    for (HostsTable table : List.of(allow, deny)) {
      for (HostsRule rule : table.rules()) {
        HostsLine line = rule.line();
        String text = Printable.of(line.text());
        counts.add(new HostsCount(table.file(), line.last(), text, rule.hits().sum()));
      }
    }
    if (deny.isBroken()) {
      int line = deny.brokenLine() == null ? 0 : deny.brokenLine().last();
      counts.add(new HostsCount(deny.file(), line, "(cannot be read)", deny.faultHits().sum()));
    }
    return counts;
  }

  /**
   * Every client that is named by its whole name, in order: whether there is one is not known here.
   */
  public List<NamedHost> namedHosts() {
    return NamedHost.of(List.of(allow, deny));
  }

  /** What the rules of a resource may not do: run programs, read files. */
  public List<Finding> findingsForResource() {
    return ResourceCheck.findings(List.of(allow, deny));
  }

  /** Decides, or says what has to be known first. */
  public HostsOutcome decide(HostsRequest request, HostsFacts facts) {
    return new Decider(allow, deny, new Evaluation(request, facts)).decide();
  }

  /** Decides as {@link #decide} does, looking at every rule in turn, and says what it saw. */
  public HostsExplanation explain(HostsRequest request, HostsFacts facts) {
    return new Explainer(allow, deny, new Evaluation(request, facts)).explain();
  }
}
