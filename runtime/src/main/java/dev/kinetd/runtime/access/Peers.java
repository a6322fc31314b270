package dev.kinetd.runtime.access;

import dev.kinetd.api.Cidr;
import dev.kinetd.api.Peer;
import dev.kinetd.runtime.admission.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A set of clients by address and name: what a rule leaves out. */
final class Peers {

  static final Peers NOBODY = new Peers(List.of());

  private final PrefixTrie<Boolean> networks;
  private final NameMap<Boolean> names = new NameMap<>();

  private Peers(List<Peer> peers) {
    Map<Cidr, Boolean> cidrs = new HashMap<>();
    for (Peer peer : peers) {
      if (peer.cidr() != null) {
        cidrs.put(network(peer), true);
      } else {
        names.add(peer.host(), true);
      }
    }
    networks = PrefixTrie.of(cidrs);
  }

  static Peers of(List<Peer> peers) {
    return peers == null ? NOBODY : new Peers(peers);
  }

  /**
   * @param client null for a client without an address
   * @param name null where nobody has asked for it
   */
  Match match(Source client, ClientName name) {
    if (client != null && networks.find(client) >= 0) {
      return Match.YES;
    }
    if (names.isEmpty()) {
      return Match.NO;
    }
    if (name == null) {
      return Match.NEEDS_NAME;
    }
    return names.get(name).isEmpty() ? Match.NO : Match.YES;
  }

  /** The network of an entry of a valid rule. */
  static Cidr network(Peer peer) {
    try {
      return Cidr.parse(peer.cidr());
    } catch (Cidr.MalformedCidr e) {
      throw new IllegalArgumentException(e);
    }
  }
}
