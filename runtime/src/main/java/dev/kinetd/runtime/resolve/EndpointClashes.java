package dev.kinetd.runtime.resolve;

import dev.kinetd.api.Finding;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each endpoint to one service: to the later, as in openbsd-inetd. A suspended one claims
 * none, so that another can stand in for it. Reading alone does not tell such a clash where a host
 * name or a protocol stands for several addresses.
 */
final class EndpointClashes {

  private EndpointClashes() {}

  static List<ResolvedService> settle(List<ResolvedService> services, List<Finding> findings) {
    // By text: two Unix sockets clash by path, whatever their owners.
    Map<String, ResolvedService> owners = new HashMap<>();
    List<ResolvedService> listening = services.stream().filter(s -> !s.suspended()).toList();
    for (ResolvedService service : listening) {
      for (Endpoint endpoint : service.endpoints()) {
        ResolvedService earlier = owners.put(endpoint.toString(), service);
        if (earlier != null && earlier != service) {
          findings.add(
              Finding.warning(
                  service.origin(),
                  "",
                  "takes " + endpoint + " from " + earlier.name() + " at " + earlier.origin(),
                  "remove one of them"));
        }
      }
    }
    warnOfOverlaps(owners, listening, findings);
    var settled = new ArrayList<ResolvedService>();
    for (ResolvedService service : services) {
      List<Endpoint> kept =
          service.endpoints().stream()
              .filter(e -> service.suspended() || owners.get(e.toString()) == service)
              .toList();
      if (!kept.isEmpty() || service.endpoints().isEmpty()) {
        settled.add(service.at(kept));
      }
    }
    return settled;
  }

  /** One address and all addresses at the same port: the kernel opens the first of the two only. */
  private static void warnOfOverlaps(
      Map<String, ResolvedService> owners, List<ResolvedService> services, List<Finding> findings) {
    for (ResolvedService service : services) {
      for (Endpoint endpoint : service.endpoints()) {
        if (!(endpoint instanceof Endpoint.Inet one) || one.address().isAnyLocalAddress()) {
          continue;
        }
        InetAddress any = LocalAddresses.wildcard(one.address().getAddress().length);
        var all = new Endpoint.Inet(any, one.port(), one.stream());
        ResolvedService other = owners.get(all.toString());
        if (other != null) {
          findings.add(
              Finding.warning(
                  service.origin(),
                  "",
                  endpoint
                      + " is also part of "
                      + all
                      + " of "
                      + other.name()
                      + " at "
                      + other.origin()
                      + ", and only the earlier can be opened",
                  "give each its own addresses, or remove one of them"));
        }
      }
    }
  }
}
