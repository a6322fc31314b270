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
import dev.kinetd.api.Printable;
import dev.kinetd.api.Schedule;
import dev.kinetd.api.Selector;
import dev.kinetd.api.Services;
import dev.kinetd.api.Toggle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes an AccessRule out of a document, field by field. */
final class AccessRuleDocument {

  private final DocumentForm form;

  /** Lists that name somebody, and yet nobody at the moment. */
  private final Set<String> nobody = new HashSet<>();

  private AccessRuleDocument(DocumentForm form) {
    this.form = form;
  }

  /** The rule; one with any fault in it refuses the services that it is about. */
  static DeclaredRule read(
      YamlObject document, DocumentForm form, Origin origin, YamlFindings says) {
    return new AccessRuleDocument(form).read(document, origin, says);
  }

  private DeclaredRule read(YamlObject document, Origin origin, YamlFindings says) {
    Metadata metadata = MetadataDocument.read(document.object("metadata"));
    AccessRuleSpec spec = spec(document.object("spec"));
    document.unsupported("status");
    document.end();
    var rule = new AccessRule(metadata, spec);
    says.addValidation(
        AccessRuleValidator.validate(rule).stream()
            .filter(finding -> !nobody.contains(finding.field()))
            .toList(),
        origin);
    if (!says.failed()) {
      return new DeclaredRule(rule, DeclaredRule.State.UNDERSTOOD, origin, says.places());
    }
    boolean servicesKnown = spec != null && !says.failedWithin("spec.services");
    boolean auditKnown = spec != null && !says.failedWithin("spec.audit");
    return DeclaredRule.refusing(
        metadata,
        servicesKnown ? spec.services() : Services.ALL,
        auditKnown ? spec.audit() : Toggle.Disabled,
        origin,
        says.places());
  }

  private AccessRuleSpec spec(YamlObject object) {
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
    String unresolved = form == DocumentForm.CONFIG ? object.string("unresolved") : null;
    if (unresolved != null) {
      object.refuse("unresolved", Printable.of(unresolved), "until then it refuses every client");
    }
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

  private List<Peer> peers(YamlObject object, String name) {
    if (!object.has(name)) {
      return null;
    }
    List<YamlObject> entries = object.objects(name);
    List<Peer> peers = new ArrayList<>();
    entries.forEach(entry -> peers.addAll(peers(entry)));
    if (peers.isEmpty() && !entries.isEmpty()) {
      nobody.add("spec." + name);
    }
    return peers;
  }

  /** The clients of one entry: one peer, or as many as there are addresses. */
  private List<Peer> peers(YamlObject entry) {
    if (form == DocumentForm.CONFIG && entry.has("addresses")) {
      List<Peer> peers = new ArrayList<>();
      for (String address : entry.strings("addresses")) {
        peers.add(Peer.ofCidr(address + (address.indexOf(':') < 0 ? "/32" : "/128")));
      }
      entry.end();
      return peers;
    }
    var peer = new Peer(entry.string("cidr"), entry.string("host"), null, null);
    entry.unsupported("tlsSubject");
    entry.onlyInKubernetes("write the networks of the pods as cidr", "pods", "namespaces");
    entry.end();
    return List.of(peer);
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
