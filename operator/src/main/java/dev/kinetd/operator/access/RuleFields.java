package dev.kinetd.operator.access;

import dev.kinetd.api.HostsAccess;
import dev.kinetd.api.Schedule;
import dev.kinetd.api.Services;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes parts of a rule as its document has them. What was not written stays away, and what was
 * written empty stays empty: {@code services: {}} means all, and none at all is a fault.
 */
final class RuleFields {

  private RuleFields() {}

  static Map<String, Object> services(Services services) {
    var fields = new LinkedHashMap<String, Object>();
    if (services.names() != null) {
      fields.put("names", services.names());
    }
    if (services.selector() != null) {
      fields.put(
          "selector", Map.of("matchLabels", new TreeMap<>(services.selector().matchLabels())));
    }
    return fields;
  }

  static Map<String, Object> schedule(Schedule time) {
    var fields = new LinkedHashMap<String, Object>();
    if (time.days() != null) {
      fields.put("days", time.days().stream().map(Enum::name).toList());
    }
    if (time.from() != null) {
      fields.put("from", time.from());
      fields.put("to", time.to());
    }
    fields.put("timeZone", time.timeZone());
    return fields;
  }

  static Map<String, Object> hostsAccess(HostsAccess hostsAccess) {
    var fields = new LinkedHashMap<String, Object>();
    if (!hostsAccess.allow().isEmpty()) {
      fields.put("allow", hostsAccess.allow());
    }
    if (!hostsAccess.deny().isEmpty()) {
      fields.put("deny", hostsAccess.deny());
    }
    return fields;
  }
}
