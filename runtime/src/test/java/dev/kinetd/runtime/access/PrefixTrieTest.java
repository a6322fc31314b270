package dev.kinetd.runtime.access;

import static dev.kinetd.runtime.access.Addresses.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Cidr;
import dev.kinetd.runtime.admission.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrefixTrieTest {

  @Test
  void findsTheNetworksAroundAnAddressFromNarrowToWide() throws Exception {
    // given
    PrefixTrie<String> trie =
        trie("0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "10.1.2.3/32", "10.2.0.0/16", "11.0.0.0/8");

    // then
    assertThat(around(trie, source("10.1.2.3")))
        .containsExactly("10.1.2.3/32", "10.1.0.0/16", "10.0.0.0/8", "0.0.0.0/0");
    assertThat(around(trie, source("10.255.0.1"))).containsExactly("10.0.0.0/8", "0.0.0.0/0");
    assertThat(around(trie, source("255.255.255.255"))).containsExactly("0.0.0.0/0");
    assertThat(around(trie, source("::1"))).isEmpty();
  }

  @Test
  void keepsTheFamiliesApart() throws Exception {
    // given
    PrefixTrie<String> trie = trie("::/0", "10.0.0.0/8", "::/64", "8000::/1");

    // then
    assertThat(around(trie, source("10.0.0.1"))).containsExactly("10.0.0.0/8");
    assertThat(around(trie, source("11.0.0.1"))).isEmpty();
    assertThat(around(trie, source("::1"))).containsExactly("::/64", "::/0");
    assertThat(around(trie, source("1::"))).containsExactly("::/0");
    assertThat(around(trie, source("ffff::"))).containsExactly("8000::/1", "::/0");
  }

  @Test
  void findsNothingInNothing() throws Exception {
    assertThat(trie().find(source("10.0.0.1"))).isNegative();
  }

  @Test
  void agreesWithLookingAtEveryNetwork() {
    // given
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Map<Cidr, Cidr> networks = new HashMap<>();
      for (int i = random.nextInt(60); i >= 0; i--) {
        Cidr network = randomNetwork(random);
        networks.put(network, network);
      }
      PrefixTrie<Cidr> trie = PrefixTrie.of(networks);
      for (int i = 0; i < 200; i++) {
        // when
        Source address = randomAddress(random, networks);
        List<Cidr> found = around(trie, address);

        // then
        List<Cidr> expected =
            networks.keySet().stream()
                .filter(network -> network.contains(address.high(), address.low()))
                .sorted(Comparator.comparingInt(Cidr::length).reversed())
                .toList();
        assertThat(found)
            .as("%s in %s, seed %d", address, networks.keySet(), seed)
            .isEqualTo(expected);
      }
    }
  }

  private static Cidr randomNetwork(Random random) {
    boolean ipv4 = random.nextBoolean();
    int length = ipv4 ? 96 + random.nextInt(33) : random.nextInt(129);
    // Few different bits, so that networks lie in each other.
    long high = ipv4 ? 0 : sparse(random);
    long low = ipv4 ? 0xffff_0000_0000L | (int) sparse(random) & 0xffff_ffffL : sparse(random);
    long highMask = length >= 64 ? -1L : length == 0 ? 0 : -1L << (64 - length);
    long lowMask = length == 128 ? -1L : length <= 64 ? 0 : -1L << (128 - length);
    return new Cidr(high & highMask, low & lowMask, length);
  }

  private static long sparse(Random random) {
    return random.nextLong() & random.nextLong() & random.nextLong();
  }

  private static Source randomAddress(Random random, Map<Cidr, Cidr> networks) {
    if (random.nextInt(4) == 0) {
      return random.nextBoolean()
          ? Source.ofIpv4(random.nextInt())
          : new Source(random.nextLong(), random.nextLong());
    }
    // Near the edge of a network: its first address, the one before, or one inside.
    Cidr[] all = networks.keySet().toArray(Cidr[]::new);
    Cidr network = all[random.nextInt(all.length)];
    long low = network.low() + random.nextInt(3) - 1;
    boolean borrowed = network.low() == 0 && low == -1;
    return new Source(borrowed ? network.high() - 1 : network.high(), low);
  }

  private static PrefixTrie<String> trie(String... networks) throws Exception {
    Map<Cidr, String> entries = new HashMap<>();
    for (String network : networks) {
      entries.put(Cidr.parse(network), network);
    }
    return PrefixTrie.of(entries);
  }

  private static <T> List<T> around(PrefixTrie<T> trie, Source address) {
    var found = new ArrayList<T>();
    for (int slot = trie.find(address); slot >= 0; slot = trie.wider(slot)) {
      found.add(trie.value(slot));
    }
    return found;
  }
}
