package dev.kinetd.runtime.convert;

import static dev.kinetd.runtime.convert.DocumentYaml.put;
import static dev.kinetd.runtime.convert.DocumentYaml.putList;

import dev.kinetd.api.AccessRule;
import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.HostsAccess;
import dev.kinetd.api.Peer;
import dev.kinetd.api.Schedule;
import dev.kinetd.api.Services;
import dev.kinetd.api.Toggle;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes access rules as documents that the front end, and kubectl, read back. */
public final class RuleYaml {

  private RuleYaml() {}

  /** One document, from {@code ---} to its last newline. Defaults are left out. */
  public static String of(AccessRule rule) {
    return DocumentYaml.of(AccessRule.KIND, rule.metadata(), spec(rule.spec()));
  }

  private static Map<String, Object> spec(AccessRuleSpec spec) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("services", services(spec.services()));
    put(fields, "action", spec.action());
    if (spec.audit() == Toggle.Enabled) {
      fields.put("audit", spec.audit().name());
    }
    putList(fields, "from", spec.from(), RuleYaml::peer);
    putList(fields, "except", spec.except(), RuleYaml::peer);
    putList(fields, "schedule", spec.schedule(), RuleYaml::time);
    if (spec.hostsAccess() != null) {
      fields.put("hostsAccess", hostsAccess(spec.hostsAccess()));
    }
    return fields;
  }

  private static Map<String, Object> services(Services services) {
    var fields = new LinkedHashMap<String, Object>();
    if (services.names() != null) {
      fields.put("names", services.names());
    } else if (services.selector() != null) {
      fields.put("selector", Map.of("matchLabels", services.selector().matchLabels()));
    }
    return fields;
  }

  private static Map<String, Object> peer(Peer peer) {
    return peer.cidr() != null ? Map.of("cidr", peer.cidr()) : Map.of("host", peer.host());
  }

  private static Map<String, Object> time(Schedule schedule) {
    var fields = new LinkedHashMap<String, Object>();
    putList(fields, "days", schedule.days(), Enum::name);
    put(fields, "from", schedule.from());
    put(fields, "to", schedule.to());
    put(fields, "timeZone", schedule.timeZone());
    return fields;
  }

  private static Map<String, Object> hostsAccess(HostsAccess hostsAccess) {
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
