package dev.kinetd.runtime.access.hosts;

import dev.kinetd.api.Finding;
import dev.kinetd.runtime.access.hosts.HostPattern.Address6;
import dev.kinetd.runtime.access.hosts.HostPattern.Net4;
import dev.kinetd.runtime.access.hosts.HostPattern.Net6;
import dev.kinetd.runtime.access.hosts.HostPattern.Word;
import dev.kinetd.runtime.admission.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds rules that can never match, because one before them matches whatever they could. Sees words
 * that are the same, ALL, and nets and domains within others; not, for instance, several nets that
 * together make up another.
 */
final class Coverage {

  /** More words than this in both lists are not indexed, to stay fast whatever the file. */
  private static final int MOST_PAIRS = 4096;

  private final HostsTable allow;
  private final HostsTable deny;
  private final Map<String, List<Entry>> byPair = new HashMap<>();
  private final Set<Integer> masks4 = new HashSet<>();
  private final Set<Integer> lengths6 = new HashSet<>();
  private final List<Finding> findings = new ArrayList<>();

  /** A rule seen before, its words by which it can be found. */
  private record Entry(String file, HostsRule rule, Set<String> daemons, Set<String> clients) {}

  Coverage(HostsTable allow, HostsTable deny) {
    this.allow = allow;
    this.deny = deny;
  }

  List<Finding> findings() {
    search(allow);
    search(deny);
    return findings;
  }

  private void search(HostsTable table) {
    for (HostsRule rule : table.rules()) {
      Entry cover = cover(rule, table);
      if (cover != null) {
        String place =
            cover.file().equals(table.file())
                ? "line " + cover.rule().line().last()
                : cover.file() + " line " + cover.rule().line().last();
        new LineFindings(table.file(), rule.line().last(), findings)
            .warning(
                "the rule never counts: " + place + " matches whatever it could match before it",
                "move it before that, or take it out");
      }
      add(table.file(), rule);
    }
  }

  private void add(String file, HostsRule rule) {
    if (rule.daemons().except() != null
        || rule.clients().except() != null
        || rule.daemons().items().size() * rule.clients().items().size() > MOST_PAIRS) {
      return;
    }
    var daemons = new HashSet<String>();
    rule.daemons().items().forEach(daemon -> daemons.add(LibcText.fold(daemon.word())));
    var clients = new HashSet<String>();
    rule.clients().items().forEach(client -> clients.add(key(client)));
    var entry = new Entry(file, rule, daemons, clients);
    for (String daemon : daemons) {
      for (String client : clients) {
        byPair.computeIfAbsent(daemon + " " + client, _ -> new ArrayList<>()).add(entry);
      }
    }
  }

  /** The word in a form in which nets that are the same look the same. */
  private String key(ClientPattern client) {
    if (client.user() == null && client.host() instanceof Net4 net) {
      masks4.add(net.mask());
      return key4(net.net(), net.mask());
    }
    if (client.user() == null && client.host() instanceof Net6 net) {
      lengths6.add(net.length());
      return key6(net);
    }
    return LibcText.fold(client.word());
  }

  private static String key4(int net, int mask) {
    return Integer.toHexString(net) + "&" + Integer.toHexString(mask);
  }

  private static String key6(Net6 net) {
    return Net6.mask(net.net(), net.length()) + "/" + net.length();
  }

  /** The first rule that matches whenever the rule does, or null. */
  private Entry cover(HostsRule rule, HostsTable table) {
    if (rule.daemons().items().isEmpty() || rule.clients().items().isEmpty()) {
      return null;
    }
    Set<String> clients = covering(rule.clients().items().getFirst());
    return covering(rule.daemons().items().getFirst()).stream()
        .flatMap(daemon -> clients.stream().map(client -> daemon + " " + client))
        .flatMap(pair -> byPair.getOrDefault(pair, List.of()).stream().limit(MOST_PAIRS))
        .filter(entry -> counts(entry, table) && covers(entry, rule))
        .min(Comparator.comparingInt(entry -> entry.rule().line().last()))
        .orElse(null);
  }

  /**
   * A rule of hosts.allow does not keep hosts.deny from being searched where an aclexec says no.
   */
  private static boolean counts(Entry entry, HostsTable table) {
    return entry.file().equals(table.file())
        || entry.rule().options().stream().noneMatch(option -> option.keyword() == Keyword.ACLEXEC);
  }

  private boolean covers(Entry entry, HostsRule rule) {
    return rule.daemons().items().stream()
            .allMatch(daemon -> covering(daemon).stream().anyMatch(entry.daemons()::contains))
        && rule.clients().items().stream()
            .allMatch(client -> covering(client).stream().anyMatch(entry.clients()::contains));
  }

  private static Set<String> covering(DaemonPattern daemon) {
    var words = new HashSet<>(List.of("all", LibcText.fold(daemon.word())));
    int at = LibcText.unbracketed(daemon.word(), 1, '@');
    if (at >= 0) {
      words.add(LibcText.fold(daemon.word().substring(0, at)));
    }
    return words;
  }

  private Set<String> covering(ClientPattern client) {
    var words = new HashSet<>(List.of("all", LibcText.fold(client.word())));
    int at = LibcText.unbracketed(client.word(), 1, '@');
    String host = LibcText.fold(client.word().substring(at + 1));
    words.add(host);
    switch (client.host()) {
      case Net4 net -> addNets4(words, net.net(), net.mask());
      case Net6 net -> addNets6(words, net);
      case Address6 address -> addNets6(words, new Net6(address.address(), 128));
      case Word word when !word.asksName() -> {
        long address = LibcAddress.dottedQuad(host);
        if (word.text() instanceof TextPattern.Exact && address != LibcAddress.NONE) {
          addNets4(words, (int) address, -1);
        }
        addPrefixes(words, host);
      }
      case Word word when isName(word.text()) -> {
        for (int dot = host.indexOf('.', 1); dot > 0; dot = host.indexOf('.', dot + 1)) {
          words.add(host.substring(dot));
        }
      }
      default -> {}
    }
    return words;
  }

  private static boolean isName(TextPattern text) {
    return text instanceof TextPattern.Exact || text instanceof TextPattern.Suffix;
  }

  private static void addPrefixes(Set<String> words, String host) {
    for (int dot = host.indexOf('.'); dot > 0; dot = host.indexOf('.', dot + 1)) {
      words.add(host.substring(0, dot + 1));
    }
  }

  private void addNets4(Set<String> words, int net, int mask) {
    for (int other : masks4) {
      if ((other & mask) == other) {
        words.add(key4(net & other, other));
      }
    }
    // A prefix of octets is such a net as well.
    for (int octets = 1; octets <= 3; octets++) {
      int other = -1 << (32 - 8 * octets);
      if ((other & mask) == other) {
        String text = Source.ofIpv4(net & other).toString();
        int end = text.length();
        for (int i = octets; i < 4; i++) {
          end = text.lastIndexOf('.', end - 1);
        }
        words.add(text.substring(0, end + 1));
      }
    }
  }

  private void addNets6(Set<String> words, Net6 net) {
    for (int length : lengths6) {
      if (length <= net.length()) {
        words.add(key6(new Net6(net.net(), length)));
      }
    }
  }
}
