package dev.kinetd.runtime.convert;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Origin;
import dev.kinetd.runtime.access.hosts.HostsEntries;
import dev.kinetd.runtime.access.hosts.HostsFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Both hosts files, read.
 *
 * @param allow the lines of hosts.allow in their order, those that are no rule left out
 * @param deny the lines of hosts.deny
 * @param allowText hosts.allow as far as it counts
 * @param denyText hosts.deny as far as it counts
 * @param losses what is to be said of the files as such
 */
record HostsPolicy(
    List<HostsLine> allow,
    List<HostsLine> deny,
    String allowText,
    String denyText,
    List<Finding> losses) {

  private static final HostsEntries.Words ALL = new HostsEntries.Words(List.of("ALL"), null);

  /** Reads both; a broken file means what it means to libwrap. */
  static HostsPolicy read(String allowFile, String denyFile, HostsFiles files) {
    HostsEntries allow = HostsEntries.read(allowFile, files);
    HostsEntries deny = HostsEntries.read(denyFile, files);
    var losses = new ArrayList<Finding>();
    var denying = new ArrayList<>(lines(deny, denyFile, false));
    String denyText = deny.text();
    if (allow.broken() != null) {
      losses.add(broken(allowFile, allow, "what follows does not count"));
    }
    if (deny.broken() != null) {
      losses.add(broken(denyFile, deny, "whom no line matches is refused"));
      denying.add(new HostsLine(ALL, ALL, false, List.of(), List.of(), Origin.ofFile(denyFile)));
      denyText += "ALL: ALL\n";
    }
    return new HostsPolicy(lines(allow, allowFile, true), denying, allow.text(), denyText, losses);
  }

  /** The lines in the order in which they are asked; the first that matches decides. */
  List<HostsLine> lines() {
    return Stream.concat(allow.stream(), deny.stream()).toList();
  }

  private static List<HostsLine> lines(HostsEntries file, String name, boolean grants) {
    return file.entries().stream().map(entry -> HostsLine.of(entry, name, grants)).toList();
  }

  private static Finding broken(String file, HostsEntries entries, String meaning) {
    return Finding.warning(
        Origin.ofFile(file),
        "",
        entries.broken() + ": " + meaning,
        "the rules mean the same; correct the file and convert again");
  }
}
