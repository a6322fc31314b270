package dev.kinetd.api;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Looks at one AccessRule as data and returns every finding at once. What could be meant in two
 * ways is an error: a rule that is not understood refuses. An instance serves one validation.
 */
public final class AccessRuleValidator {

  private final List<Finding> findings = new ArrayList<>();

  private AccessRuleValidator() {}

  /** Every finding about the rule, in the order of its fields; empty when it is understood. */
  public static List<Finding> validate(AccessRule rule) {
    var validator = new AccessRuleValidator();
    validator.checkName(rule.metadata());
    if (rule.spec() == null) {
      validator.error("spec", "is missing", "say which services, and who may reach them");
    } else {
      validator.checkSpec(rule.spec());
    }
    return List.copyOf(validator.findings);
  }

  private void checkName(Metadata metadata) {
    if (metadata == null || metadata.name() == null) {
      error("metadata.name", "is missing", "give the rule a name");
    } else if (!ServiceValidator.DNS_LABEL.matcher(metadata.name()).matches()) {
      error(
          "metadata.name",
          quote(metadata.name()) + " is not a DNS label",
          "use at most 63 of a-z, 0-9 and -, beginning and ending with a letter or digit");
    }
  }

  private void checkSpec(AccessRuleSpec spec) {
    checkServices(spec.services());
    if (spec.hostsAccess() != null) {
      checkHostsAccess(spec);
    } else {
      if (spec.action() == null) {
        error("spec.action", "is missing", "write Allow or Deny");
      }
      if (spec.from() == null) {
        error("spec.from", "is missing", "say who; everybody is cidr: 0.0.0.0/0, and cidr: ::/0");
      } else {
        checkPeers("spec.from", spec.from());
      }
      if (spec.except() != null) {
        checkPeers("spec.except", spec.except());
      }
    }
    if (spec.schedule() != null) {
      checkSchedule(spec.schedule());
    }
  }

  private void checkServices(Services services) {
    if (services == null) {
      error(
          "spec.services",
          "is missing",
          "name services, select them by label, or write {} for all");
      return;
    }
    if (services.names() != null && services.selector() != null) {
      error("spec.services", "has both names and selector", "give one of them");
    }
    if (services.names() != null) {
      notEmpty("spec.services.names", services.names(), "write services: {} for all");
      for (int i = 0; i < services.names().size(); i++) {
        String name = services.names().get(i);
        if (!ServiceValidator.DNS_LABEL.matcher(name).matches()) {
          error(
              "spec.services.names[" + i + "]",
              quote(name) + " is no name of a service",
              "write the metadata.name of an InetdService");
        }
      }
    }
    if (services.selector() != null && services.selector().matchLabels().equals(Map.of())) {
      error(
          "spec.services.selector.matchLabels",
          "names no label",
          "name one, or write services: {} for all");
    }
  }

  private void checkHostsAccess(AccessRuleSpec spec) {
    alone("spec.action", spec.action());
    alone("spec.from", spec.from());
    alone("spec.except", spec.except());
    if (spec.hostsAccess().allow().isBlank() && spec.hostsAccess().deny().isBlank()) {
      error("spec.hostsAccess", "has no line", "write lines of hosts.allow or hosts.deny");
    }
  }

  private void alone(String field, Object value) {
    if (value != null) {
      error(field, "stands beside spec.hostsAccess", "give one of the two forms");
    }
  }

  private void checkPeers(String field, List<Peer> peers) {
    notEmpty(field, peers, "name somebody, or leave it out");
    for (int i = 0; i < peers.size(); i++) {
      checkPeer(field + "[" + i + "]", peers.get(i));
    }
  }

  private void checkPeer(String field, Peer peer) {
    if (!namesOneParty(field, peer)) {
      return;
    }
    if (peer.namesPods()) {
      return;
    }
    if (peer.host() != null) {
      Finding finding = HostPattern.check(field + ".host", peer.host());
      if (finding != null) {
        findings.add(finding);
      }
      return;
    }
    try {
      Cidr.parse(peer.cidr());
    } catch (Cidr.MalformedCidr e) {
      error(field + ".cidr", e.getMessage(), e.remedy());
    }
  }

  private boolean namesOneParty(String field, Peer peer) {
    var forms = new ArrayList<String>();
    if (peer.cidr() != null) {
      forms.add("cidr");
    }
    if (peer.host() != null) {
      forms.add("host");
    }
    if (peer.namesPods()) {
      forms.add("pods");
    }
    if (forms.size() != 1) {
      error(
          field,
          forms.isEmpty() ? "names nobody" : "has both " + String.join(" and ", forms),
          "give exactly one of cidr, host and pods in each entry");
    }
    return forms.size() == 1;
  }

  private void checkSchedule(List<Schedule> schedule) {
    notEmpty("spec.schedule", schedule, "name a time, or leave it out");
    for (int i = 0; i < schedule.size(); i++) {
      checkTime("spec.schedule[" + i + "]", schedule.get(i));
    }
  }

  private void checkTime(String field, Schedule time) {
    if (time.days() != null) {
      notEmpty(field + ".days", time.days(), "name days, or leave it out for every day");
      if (new HashSet<>(time.days()).size() < time.days().size()) {
        error(field + ".days", "names a day twice", "remove one of them");
      }
    }
    boolean from = isTime(field + ".from", time.from(), time.to());
    boolean to = isTime(field + ".to", time.to(), time.from());
    if (from && time.firstMinute() == Schedule.MINUTES_OF_DAY) {
      error(field + ".from", "is the end of the day", "write 00:00 and the next day");
    } else if (from && to && time.firstMinute() == time.endMinute()) {
      error(field + ".to", "is the same time as from", "write 00:00 and 24:00 for the whole day");
    }
    checkZone(field + ".timeZone", time.timeZone());
  }

  /** Whether a time was written, and well. */
  private boolean isTime(String field, String time, String other) {
    if (time == null) {
      if (other != null) {
        error(field, "is missing", "write both from and to, or none for the whole day");
      }
      return false;
    }
    if (!Schedule.isTime(time)) {
      error(field, quote(time) + " is not a time", "write HH:MM in quotes, such as \"08:00\"");
      return false;
    }
    return true;
  }

  private void checkZone(String field, String zone) {
    if (zone == null) {
      error(field, "is missing", "write a time zone, such as UTC or Europe/Berlin");
      return;
    }
    try {
      ZoneId.of(zone);
    } catch (DateTimeException e) {
      error(
          field,
          quote(zone) + " is not a time zone",
          "write a name of the IANA database, such as UTC or Europe/Berlin");
    }
  }

  private void notEmpty(String field, List<?> list, String remedy) {
    if (list.isEmpty()) {
      error(field, "is empty", remedy);
    }
  }

  private static String quote(String text) {
    return "\"" + Printable.of(text) + "\"";
  }

  private void error(String field, String text, String remedy) {
    findings.add(Finding.error(null, field, text, remedy));
  }
}
