package dev.kinetd.operator.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Puts documents together into one configuration. Where there is no room for all, what is in force
 * stays, and of what is new as much enters as has room: each thing that would cross the line is
 * left out, or left as it was.
 *
 * @param documents one behind the other
 * @param count how many they are
 * @param tooLarge keys of what had no room in its newest version
 */
record ConfigAssembly(String documents, int count, Set<String> tooLarge) {

  /** How many things are left out one by one before the rest is left out as a whole. */
  private static final int MOST_TRIED = 8;

  /**
   * One thing that wants to be in the configuration.
   *
   * @param key kind and name, as {@link ConfigText#byName} has them
   * @param newest its document, or null to leave it as it is in force
   */
  record Item(String key, String newest) {}

  /**
   * Puts items together.
   *
   * @param items in their order; of what has no room, the later ones are left out
   * @param inForce the documents of the configuration before, by key
   */
  static ConfigAssembly of(List<Item> items, Map<String, String> inForce) {
    var wanted = new LinkedHashMap<String, String>();
    for (Item item : items) {
      String document = item.newest() != null ? item.newest() : inForce.get(item.key());
      if (document != null) {
        wanted.put(item.key(), document);
      }
    }
    String all = String.join("", wanted.values());
    if (ConfigText.fits(all)) {
      return new ConfigAssembly(all, wanted.size(), Set.of());
    }
    return squeezed(wanted, inForce);
  }

  private static ConfigAssembly squeezed(Map<String, String> wanted, Map<String, String> inForce) {
    var base = new LinkedHashMap<String, String>();
    wanted.keySet().stream()
        .filter(inForce::containsKey)
        .forEach(key -> base.put(key, inForce.get(key)));
    if (!ConfigText.fits(join(wanted, base))) {
      base.clear();
    }
    List<String> news =
        wanted.entrySet().stream()
            .filter(e -> !e.getValue().equals(base.get(e.getKey())))
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(ArrayList::new));
    var left = new LinkedHashSet<String>();
    while (!news.isEmpty()) {
      int room = mostThatFit(wanted, base, news);
      news.subList(0, room).forEach(key -> base.put(key, wanted.get(key)));
      news.subList(0, room).clear();
      if (!news.isEmpty()) {
        left.add(news.removeFirst());
        if (left.size() == MOST_TRIED) {
          left.addAll(news);
          news.clear();
        }
      }
    }
    return new ConfigAssembly(join(wanted, base), base.size(), left);
  }

  /** How many of the first news have room beside what is in already. */
  private static int mostThatFit(
      Map<String, String> wanted, Map<String, String> base, List<String> news) {
    int least = 0;
    int most = news.size();
    while (least < most) {
      int middle = (least + most + 1) / 2;
      var tried = new LinkedHashMap<>(base);
      news.subList(0, middle).forEach(key -> tried.put(key, wanted.get(key)));
      if (ConfigText.fits(join(wanted, tried))) {
        least = middle;
      } else {
        most = middle - 1;
      }
    }
    return least;
  }

  private static String join(Map<String, String> order, Map<String, String> chosen) {
    return order.keySet().stream()
        .filter(chosen::containsKey)
        .map(chosen::get)
        .collect(Collectors.joining());
  }
}
