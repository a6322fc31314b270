package dev.kinetd.runtime.lookup;

import dev.kinetd.runtime.access.ClientName;
import dev.kinetd.runtime.admission.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names of hosts(5), read as the C library does: the first name of a line is its canonical one,
 * the first line of an address names it, all lines of a name count. Immutable.
 */
final class HostsTable {

  static final HostsTable EMPTY = parse("");

  private static final Source LOOPBACK = Literals.parse("127.0.0.1");
  private static final Source LOOPBACK6 = Literals.parse("::1");

  /**
   * A line that has a name.
   *
   * @param name the canonical one
   */
  private record Line(Source address, String name) {}

  private final Map<Source, String> byAddress = new HashMap<>();
  private final Map<String, List<Line>> byName = new HashMap<>();

  private HostsTable() {}

  static HostsTable parse(String text) {
    var table = new HostsTable();
    // Not String.lines: to the C library a carriage return is a blank.
    Stream.of(text.split("\n")).forEach(table::add);
    return table;
  }

  private void add(String line) {
    int comment = line.indexOf('#');
    List<String> words =
        Arrays.stream((comment < 0 ? line : line.substring(0, comment)).split("[ \t\f\u000b\r]+"))
            .filter(word -> !word.isEmpty())
            .toList();
    Source address = words.size() < 2 ? null : Literals.parse(words.getFirst());
    if (address == null) {
      return;
    }
    String canonical = words.get(1);
    byAddress.putIfAbsent(address, canonical);
    if (address.equals(LOOPBACK6)) {
      byAddress.putIfAbsent(LOOPBACK, canonical);
    }
    words.stream()
        .skip(1)
        .map(HostsTable::key)
        .distinct()
        .forEach(
            name ->
                byName
                    .computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(new Line(address, canonical)));
  }

  /** What the file alone says of an address, or null when it says nothing. */
  ClientName nameOf(Source address) {
    String name = byAddress.get(address);
    return name == null
        ? null
        : Verification.of(name, address, addressesOf(name, address.isIpv4()));
  }

  /** The addresses of a name in both versions, or null when the file has none. */
  HostAddresses addressesOf(String name) {
    List<Line> lines = lines(name);
    return lines.isEmpty()
        ? null
        : HostAddresses.found(
            lines.getFirst().name(), lines.stream().map(Line::address).distinct().toList());
  }

  /** The addresses of a name in one version, or null when the file has none. */
  HostAddresses addressesOf(String name, boolean ipv4) {
    List<Line> fitting =
        lines(name).stream().flatMap(line -> ipv4 ? ofIpv4(line) : ofIpv6(line)).toList();
    return fitting.isEmpty()
        ? null
        : HostAddresses.found(
            fitting.getFirst().name(), fitting.stream().map(Line::address).toList());
  }

  private List<Line> lines(String name) {
    return byName.getOrDefault(key(name), List.of());
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** The C library takes a line of ::1 for one of 127.0.0.1, too. */
  private static Stream<Line> ofIpv4(Line line) {
    if (line.address().equals(LOOPBACK6)) {
      return Stream.of(new Line(LOOPBACK, line.name()));
    }
    return line.address().isIpv4() ? Stream.of(line) : Stream.empty();
  }

  private static Stream<Line> ofIpv6(Line line) {
    return line.address().isIpv4() ? Stream.empty() : Stream.of(line);
  }
}
