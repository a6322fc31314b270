package dev.kinetd.runtime.frontend;

import dev.kinetd.api.AccessRule;
import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.AccessRuleValidator;
import dev.kinetd.api.Action;
import dev.kinetd.api.Day;
import dev.kinetd.api.HostsAccess;
import dev.kinetd.api.Metadata;
import dev.kinetd.api.Origin;
import dev.kinetd.api.Peer;
import dev.kinetd.api.Schedule;
import dev.kinetd.api.Selector;
import dev.kinetd.api.Services;
import dev.kinetd.api.Toggle;
import java.util.List;

/** Takes an AccessRule out of a document, field by field. */
final class AccessRuleDocument {

  private AccessRuleDocument() {}

  /** The rule; one with any fault in it refuses the services that it is about. */
  static DeclaredRule read(YamlObject document, Origin origin, YamlFindings says) {
    Metadata metadata = MetadataDocument.read(document.object("metadata"));
    AccessRuleSpec spec = spec(document.object("spec"));
    document.unsupported("status");
    document.end();
    var rule = new AccessRule(metadata, spec);
    says.addValidation(AccessRuleValidator.validate(rule), origin);
    if (!says.failed()) {
      return new DeclaredRule(rule, DeclaredRule.State.UNDERSTOOD, origin, says.places());
    }
    String name = metadata == null ? null : metadata.name();
    boolean servicesKnown = spec != null && !says.failedWithin("spec.services");
    boolean auditKnown = spec != null && !says.failedWithin("spec.audit");
    return DeclaredRule.refusing(
        name,
        servicesKnown ? spec.services() : Services.ALL,
        auditKnown ? spec.audit() : Toggle.Disabled,
        origin,
        says.places());
  }

  private static AccessRuleSpec spec(YamlObject object) {
    if (object == null) {
      return null;
    }
    var spec =
        new AccessRuleSpec(
            services(object.object("services")),
            object.choice("action", Action.class),
            object.choice("audit", Toggle.class),
            peers(object, "from"),
            peers(object, "except"),
            schedule(object),
            hostsAccess(object.object("hostsAccess")));
    object.end();
    return spec;
  }

  private static Services services(YamlObject object) {
    if (object == null) {
      return null;
    }
    List<String> names = object.has("names") ? object.strings("names") : null;
    var services = new Services(names, selector(object.object("selector")));
    object.end();
    return services;
  }

  private static Selector selector(YamlObject object) {
    if (object == null) {
      return null;
    }
    var selector = new Selector(object.stringMap("matchLabels"));
    object.end();
    return selector;
  }

  private static List<Peer> peers(YamlObject object, String name) {
    return object.has(name)
        ? object.objects(name).stream().map(AccessRuleDocument::peer).toList()
        : null;
  }

  private static Peer peer(YamlObject object) {
    var peer = new Peer(object.string("cidr"), object.string("host"), null, null);
    object.unsupported("tlsSubject");
    object.onlyInKubernetes("write the networks of the pods as cidr", "pods", "namespaces");
    object.end();
    return peer;
  }

  private static List<Schedule> schedule(YamlObject object) {
    return object.has("schedule")
        ? object.objects("schedule").stream().map(AccessRuleDocument::time).toList()
        : null;
  }

  private static Schedule time(YamlObject object) {
    var time =
        new Schedule(
            object.has("days") ? object.choices("days", Day.class) : null,
            object.string("from"),
            object.string("to"),
            object.string("timeZone"));
    object.end();
    return time;
  }

  private static HostsAccess hostsAccess(YamlObject object) {
    if (object == null) {
      return null;
    }
    var hostsAccess = new HostsAccess(object.string("allow"), object.string("deny"));
    object.end();
    return hostsAccess;
  }
}
