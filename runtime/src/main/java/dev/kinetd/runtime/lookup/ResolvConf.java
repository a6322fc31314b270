package dev.kinetd.runtime.lookup;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What resolv.conf(5) says, as far as it matters here; the last {@code search} or {@code domain}
 * holds.
 *
 * @param servers the name servers, in the order in which they are asked
 * @param search what is appended to a name that is not complete
 * @param ndots a name of at least so many dots is tried as it is first
 */
record ResolvConf(List<InetAddress> servers, List<String> search, int ndots) {

  /** As many as the C library takes. */
  private static final int MOST_SERVERS = 3;

  private static final int MOST_NDOTS = 15;

  static ResolvConf parse(String text) {
    var servers = new ArrayList<InetAddress>();
    List<String> search = List.of();
    int ndots = 1;
    for (String line : text.split("\n")) {
      List<String> words = Arrays.asList(line.strip().split("[ \t\r]+"));
      List<String> values = words.subList(1, words.size());
      switch (line.startsWith(" ") || line.startsWith("\t") ? "" : words.getFirst()) {
        case "nameserver" -> values.stream().limit(1).forEach(value -> add(servers, value));
        case "search" -> search = List.copyOf(values);
        case "domain" -> search = values.stream().limit(1).toList();
        case "options" -> ndots = ndots(values, ndots);
        default -> {}
      }
    }
    if (servers.isEmpty()) {
      add(servers, "127.0.0.1");
    }
    return new ResolvConf(List.copyOf(servers), search, ndots);
  }

  private static void add(List<InetAddress> servers, String literal) {
    if (servers.size() == MOST_SERVERS) {
      return;
    }
    try {
      // Not of Literals: an address of the link has a zone here.
      servers.add(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException e) {
      // The C library passes over it, too.
    }
  }

  private static int ndots(List<String> options, int before) {
    return options.stream()
        .filter(option -> option.matches("ndots:[0-9]{1,9}"))
        .map(option -> Integer.parseInt(option.substring("ndots:".length())))
        .reduce(before, (_, last) -> Math.min(last, MOST_NDOTS));
  }

  /** The complete names to try for a name, in order. */
  List<String> candidates(String name) {
    if (name.endsWith(".")) {
      return List.of(name.substring(0, name.length() - 1));
    }
    Stream<String> asItIs = Stream.of(name);
    Stream<String> appended = search.stream().map(domain -> name + "." + domain);
    boolean first = name.chars().filter(c -> c == '.').count() >= ndots;
    return (first ? Stream.concat(asItIs, appended) : Stream.concat(appended, asItIs)).toList();
  }
}
