package dev.kinetd.operator.access;

import dev.kinetd.api.Peer;
import dev.kinetd.api.Selector;
import dev.kinetd.operator.access.ClientPod.Standing;
import dev.kinetd.operator.access.Surroundings.UnseenException;
import io.fabric8.kubernetes.api.model.Namespace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Resolves the peers of one rule, entry by entry, as a configuration has them: networks and hosts
 * as they are, pods by the addresses that they have. Whatever is the same comes in the same order,
 * so that a configuration is written only for a difference. One thread.
 */
final class ResolvedPeers {

  /** IPv4 first. */
  private static final Comparator<String> ORDER =
      Comparator.<String, Boolean>comparing(address -> address.indexOf(':') >= 0)
          .thenComparing(Comparator.naturalOrder());

  private final Surroundings surroundings;
  private final String ownNamespace;
  private final TreeSet<String> onHostNetwork = new TreeSet<>();
  private final TreeSet<String> finished = new TreeSet<>();

  /** For a rule of this namespace. */
  ResolvedPeers(Surroundings surroundings, String ownNamespace) {
    this.surroundings = surroundings;
    this.ownNamespace = ownNamespace;
  }

  /** The entries of {@code spec.from} or {@code spec.except}. */
  List<Map<String, Object>> entries(List<Peer> peers) throws UnseenException {
    var entries = new ArrayList<Map<String, Object>>();
    for (Peer peer : peers) {
      entries.add(entry(peer));
    }
    return entries;
  }

  /** Pods that were chosen and left out, as {@code namespace/name}, because of where they are. */
  List<String> onHostNetwork() {
    return List.copyOf(onHostNetwork);
  }

  /** Pods that were chosen and left out, as {@code namespace/name}, because they have ended. */
  List<String> finished() {
    return List.copyOf(finished);
  }

  private Map<String, Object> entry(Peer peer) throws UnseenException {
    if (peer.namesPods()) {
      return Map.of("addresses", addresses(peer));
    }
    return peer.cidr() != null ? Map.of("cidr", peer.cidr()) : Map.of("host", peer.host());
  }

  private List<String> addresses(Peer peer) throws UnseenException {
    var addresses = new TreeSet<String>(ORDER);
    for (String namespace : namespaces(peer.namespaces())) {
      for (var pod : surroundings.pods(namespace)) {
        ClientPod client = ClientPod.of(pod);
        if (peer.pods() == null || peer.pods().matches(client.labels())) {
          add(client, addresses);
        }
      }
    }
    return List.copyOf(addresses);
  }

  private void add(ClientPod client, TreeSet<String> addresses) {
    if (client.standing() == Standing.CLIENT) {
      addresses.addAll(client.addresses());
    } else {
      var leftOut = client.standing() == Standing.FINISHED ? finished : onHostNetwork;
      leftOut.add(client.namespace() + "/" + client.name());
    }
  }

  private List<String> namespaces(Selector selector) throws UnseenException {
    if (selector == null) {
      return List.of(ownNamespace);
    }
    Stream<Namespace> all = surroundings.namespaces().stream();
    return all.map(Namespace::getMetadata)
        .filter(m -> selector.matches(m.getLabels() == null ? Map.of() : m.getLabels()))
        .map(m -> m.getName())
        .sorted()
        .toList();
  }
}
