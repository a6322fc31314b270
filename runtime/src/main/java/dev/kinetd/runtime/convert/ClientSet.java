package dev.kinetd.runtime.convert;

import dev.kinetd.api.Peer;
import dev.kinetd.api.Printable;
import dev.kinetd.runtime.access.hosts.HostsEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The clients of a line.
 *
 * @param from those that it names
 * @param except those of them that it leaves out
 * @param everybody whether it leaves out nobody at all
 */
record ClientSet(List<Peer> from, List<Peer> except, boolean everybody) {

  /** A line that cannot become a rule. */
  static final class Untranslatable extends Exception {
    Untranslatable(String reason) {
      super(reason, null, false, false);
    }
  }

  /**
   * Translates.
   *
   * @param remarks takes what is to be said about a pattern that is translated
   */
  static ClientSet of(HostsEntries.Words clients, Consumer<String> remarks) throws Untranslatable {
    List<Peer> from = peers(clients.items(), remarks);
    List<Peer> except = List.of();
    if (clients.except() != null) {
      if (clients.except().except() != null) {
        throw new Untranslatable("EXCEPT behind EXCEPT");
      }
      except = peers(clients.except().items(), remarks);
    }
    return new ClientSet(from, except, HostsLine.hasAll(clients) && except.isEmpty());
  }

  private static List<Peer> peers(List<String> tokens, Consumer<String> remarks)
      throws Untranslatable {
    var peers = new ArrayList<Peer>();
    for (String token : tokens) {
      String shown = "\"" + Printable.of(token) + "\" ";
      PeerTranslation translation = PeerTranslation.of(token);
      if (translation.obstacle() != null) {
        throw new Untranslatable(shown + "is " + translation.obstacle());
      }
      if (translation.remark() != null) {
        remarks.accept(shown + translation.remark());
      }
      translation.peers().stream().filter(peer -> !peers.contains(peer)).forEach(peers::add);
    }
    return peers;
  }
}
