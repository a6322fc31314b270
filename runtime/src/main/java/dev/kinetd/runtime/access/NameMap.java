package dev.kinetd.runtime.access;

import dev.kinetd.api.HostPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values by host pattern, with the meaning of hosts_access(5): a name is matched whole, a pattern
 * that begins with a dot by the end of a name, and neither by an address without a known name. A
 * lookup costs one hash for each label of the name, however many patterns there are.
 */
final class NameMap<T> {

  // Names are kept in small letters, so that none is taken for a wildcard.
  private final Map<String, List<T>> byPattern = new HashMap<>();

  void add(String pattern, T value) {
    String key = HostPattern.isWildcard(pattern) ? pattern : pattern.toLowerCase(Locale.ROOT);
    byPattern.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
  }

  boolean isEmpty() {
    return byPattern.isEmpty();
  }

  /** The values of every pattern that matches, those of narrower patterns first. */
  List<T> get(ClientName client) {
    if (byPattern.isEmpty()) {
      return List.of();
    }
    var found = new ArrayList<T>();
    switch (client) {
      case ClientName.Known known -> {
        String name = known.name().toLowerCase(Locale.ROOT);
        collect(name, found);
        int dot = name.indexOf('.');
        if (dot < 0) {
          collect(HostPattern.LOCAL, found);
        }
        for (; dot >= 0; dot = name.indexOf('.', dot + 1)) {
          collect(name.substring(dot), found);
        }
        collect(HostPattern.KNOWN, found);
      }
      case ClientName.Unknown _ -> collect(HostPattern.UNKNOWN, found);
      case ClientName.Paranoid _ -> collect(HostPattern.PARANOID, found);
    }
    return found;
  }

  private void collect(String pattern, List<T> found) {
    found.addAll(byPattern.getOrDefault(pattern, List.of()));
  }
}
