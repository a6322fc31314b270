package dev.kinetd.runtime.frontend;

import java.util.ArrayList;
import java.util.List;

/**
 * The first field of an entry: {@code [host,host...:]service}.
 *
 * @param hosts where to listen, empty for everywhere; null where the field names none
 * @param service a name, a number, a path, or {@code tcpmux/[+]name}
 */
record ServiceField(List<String> hosts, String service) {

  private static final String MUX = "tcpmux/";

  /** The last colon separates, so that {@code ::1:80} and {@code [::1]:80} both work. */
  static ServiceField parse(String word) {
    int colon = word.lastIndexOf(':');
    return colon < 0
        ? new ServiceField(null, word)
        : new ServiceField(hosts(word.substring(0, colon)), word.substring(colon + 1));
  }

  boolean isMux() {
    return service.startsWith(MUX);
  }

  boolean muxAnnounces() {
    return service.startsWith(MUX + "+");
  }

  String muxName() {
    return service.substring(MUX.length() + (muxAnnounces() ? 1 : 0));
  }

  private static List<String> hosts(String list) {
    var hosts = new ArrayList<String>();
    for (String host : list.split(",")) {
      if (host.equals("*")) {
        return List.of();
      }
      if (!host.isEmpty()) {
        hosts.add(
            host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host);
      }
    }
    return List.copyOf(hosts);
  }
}
