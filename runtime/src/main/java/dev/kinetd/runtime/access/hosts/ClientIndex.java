package dev.kinetd.runtime.access.hosts;

import dev.kinetd.runtime.access.hosts.HostPattern.Address6;
import dev.kinetd.runtime.access.hosts.HostPattern.Net4;
import dev.kinetd.runtime.access.hosts.HostPattern.Net6;
import dev.kinetd.runtime.access.hosts.HostPattern.Never;
import dev.kinetd.runtime.access.hosts.HostPattern.Word;
import dev.kinetd.runtime.admission.Source;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rules by the clients that they name. Immutable once built. */
final class ClientIndex {

  private static final int ALL_BITS = -1;

  private final BitSet held = new BitSet();
  private final BitSet forAll = new BitSet();
  private final BitSet asking = new BitSet();
  private final Map<Integer, Map<Integer, List<Integer>>> nets4 = new TreeMap<>();
  private final Map<Integer, Map<Source, List<Integer>>> nets6 = new TreeMap<>();
  private final Map<String, List<Integer>> names = new HashMap<>();
  private final BitSet lengthsOfNames = new BitSet();
  private final NetTable[] tables4;
  private final int[] lengths6;

  private ClientIndex(List<HostsRule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      if (canHold(rules.get(i))) {
        held.set(i);
        for (ClientPattern client : rules.get(i).clients().items()) {
          add(client.host(), i);
        }
      }
    }
    tables4 =
        nets4.entrySet().stream()
            .map(entry -> NetTable.of(entry.getKey(), entry.getValue()))
            .toArray(NetTable[]::new);
    lengths6 = nets6.keySet().stream().mapToInt(Integer::intValue).toArray();
  }

  static ClientIndex of(List<HostsRule> rules) {
    return new ClientIndex(rules);
  }

  private static boolean canHold(HostsRule rule) {
    return rule.clients().except() == null
        && rule.clients().items().stream()
            .allMatch(client -> client.user() == null && canHold(client.host()));
  }

  private static boolean canHold(HostPattern host) {
    return switch (host) {
      // A net is not compared with 255.255.255.255, but the same prefix as text is.
      case Net4 net -> net.mask() != net.net();
      case Net6 _, Address6 _, Never _ -> true;
      case Word word -> canHold(word);
      default -> false;
    };
  }

  /** Words that may be found in an address as text, other than as a whole, are left out. */
  private static boolean canHold(Word word) {
    return switch (word.text()) {
      case TextPattern.Any _ -> true;
      case TextPattern.Exact exact -> exact.word().indexOf(':') < 0 && Party.isKnown(exact.word());
      case TextPattern.Suffix _ -> word.asksName();
      case TextPattern.Prefix _ -> !word.asksName();
      default -> false;
    };
  }

  private void add(HostPattern host, int rule) {
    switch (host) {
      case Net4 net -> add4(net.mask(), net.net(), rule);
      case Net6 net -> add6(net.length(), net.net(), rule);
      case Address6 address -> add6(128, address.address(), rule);
      case Word word -> add(word, rule);
      default -> {}
    }
  }

  private void add(Word word, int rule) {
    switch (word.text()) {
      case TextPattern.Any _ -> forAll.set(rule);
      case TextPattern.Exact exact when word.asksName() -> addName(exact.word(), rule);
      case TextPattern.Suffix suffix -> addName(suffix.suffix(), rule);
      case TextPattern.Exact exact -> addOctets(exact.word(), 4, rule);
      case TextPattern.Prefix prefix -> addOctets(prefix.prefix(), 0, rule);
      default -> {}
    }
  }

  private void addName(String name, int rule) {
    asking.set(rule);
    lengthsOfNames.set(name.length());
    names.computeIfAbsent(LibcText.fold(name), _ -> new ArrayList<>()).add(rule);
  }

  /**
   * An address, or a prefix of one to three octets. Compared as text, it matches only where it is
   * written as addresses are.
   */
  private void addOctets(String text, int wanted, int rule) {
    String[] octets = text.split("\\.");
    int count = octets.length;
    String canonical = text.endsWith(".") ? String.join(".", octets) + "." : text;
    if (!canonical.equals(text) || (wanted == 4 ? count != 4 || text.endsWith(".") : count > 3)) {
      return;
    }
    int address = 0;
    for (int i = 0; i < count; i++) {
      boolean number = octets[i].length() <= 3 && LibcText.consistsOf(octets[i], "0123456789");
      int value = number && !octets[i].isEmpty() ? Integer.parseInt(octets[i]) : 256;
      if (value > 255 || !Integer.toString(value).equals(octets[i])) {
        return;
      }
      address |= value << (24 - 8 * i);
    }
    if (count > 0) {
      add4(ALL_BITS << (32 - 8 * count), address, rule);
    }
  }

  private void add4(int mask, int net, int rule) {
    nets4
        .computeIfAbsent(mask, _ -> new HashMap<>())
        .computeIfAbsent(net, _ -> new ArrayList<>())
        .add(rule);
  }

  private void add6(int length, Source net, int rule) {
    nets6
        .computeIfAbsent(length, _ -> new HashMap<>())
        .computeIfAbsent(Net6.mask(net, length), _ -> new ArrayList<>())
        .add(rule);
  }

  /** Whether a rule is in the index. */
  boolean holds(int rule) {
    return held.get(rule);
  }

  boolean isForAll(int rule) {
    return forAll.get(rule);
  }

  boolean asksName(int rule) {
    return asking.get(rule);
  }

  /** The first rule of a daemon that names the address or a net around it. */
  int byAddress(Source address, DaemonView view) {
    int best = RuleIndex.NONE;
    if (address == null) {
      return best;
    }
    if (address.isIpv4()) {
      for (NetTable table : tables4) {
        best = table.first((int) address.low(), view, best);
      }
      return best;
    }
    for (int length : lengths6) {
      best = first(nets6.get(length).get(Net6.mask(address, length)), view, best);
    }
    return best;
  }

  /** The first rule of a daemon that names the name or a domain around it. */
  int byName(String name, DaemonView view) {
    String folded = LibcText.fold(name);
    int best = first(names.get(folded), view, RuleIndex.NONE);
    for (int dot = folded.indexOf('.', 1); dot > 0; dot = folded.indexOf('.', dot + 1)) {
      // Most domains of a name are named by no rule, and each would be a string of its own.
      if (lengthsOfNames.get(folded.length() - dot)) {
        best = first(names.get(folded.substring(dot)), view, best);
      }
    }
    return best;
  }

  private static int first(List<Integer> rules, DaemonView view, int best) {
    if (rules != null) {
      for (int i = 0; i < rules.size(); i++) {
        int rule = rules.get(i);
        if (rule >= best) {
          return best;
        }
        if (view.has(rule)) {
          return rule;
        }
      }
    }
    return best;
  }
}
