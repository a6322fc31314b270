package dev.kinetd.runtime.access;

import dev.kinetd.api.Access;
import dev.kinetd.api.AccessRule;
import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.Action;
import dev.kinetd.api.Handler;
import dev.kinetd.api.HostsAccess;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Metadata;
import dev.kinetd.api.OnLookupFailure;
import dev.kinetd.api.Origin;
import dev.kinetd.api.Peer;
import dev.kinetd.api.Schedule;
import dev.kinetd.api.Services;
import dev.kinetd.api.Toggle;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.frontend.DeclaredRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Access rules, and the policy that they make for a service named {@code report}. */
final class Policies {

  static final String SERVICE = "report";

  private final List<DeclaredRule> rules = new ArrayList<>();
  private Action byDefault = Action.Allow;
  private OnLookupFailure onFailure;

  Policies byDefault(Action action) {
    byDefault = action;
    return this;
  }

  Policies onFailure(OnLookupFailure meaning) {
    onFailure = meaning;
    return this;
  }

  Policies allow(String name, String... from) {
    return add(name, Action.Allow, Toggle.Disabled, from);
  }

  Policies deny(String name, String... from) {
    return add(name, Action.Deny, Toggle.Disabled, from);
  }

  Policies audit(Action action, String name, String... from) {
    return add(name, action, Toggle.Enabled, from);
  }

  Policies block(String name, String allow, String deny) {
    return block(name, null, allow, deny);
  }

  Policies block(String name, Toggle audit, String allow, String deny) {
    return rule(
        name,
        new AccessRuleSpec(
            Services.ALL, null, audit, null, null, null, new HostsAccess(allow, deny)));
  }

  /** Gives the last rule exceptions. */
  Policies except(String... peers) {
    return replaceLast(peers(peers), null);
  }

  /** Gives the last rule a schedule. */
  Policies at(Schedule... schedule) {
    return replaceLast(null, List.of(schedule));
  }

  Policies notUnderstood(String name, String... services) {
    var spec =
        new AccessRuleSpec(
            services.length == 0 ? Services.ALL : new Services(List.of(services), null),
            null,
            null,
            null,
            null,
            null,
            null);
    rules.add(declared(name, spec, DeclaredRule.State.NOT_UNDERSTOOD));
    return this;
  }

  Policies unreadable() {
    var spec = new AccessRuleSpec(Services.ALL, null, null, null, null, null, null);
    rules.add(declared("unreadable", spec, DeclaredRule.State.UNREADABLE));
    return this;
  }

  Policies rule(String name, AccessRuleSpec spec) {
    rules.add(declared(name, spec, DeclaredRule.State.UNDERSTOOD));
    return this;
  }

  AccessPolicy policy() {
    return compile(AccessRules.NONE).of(SERVICE);
  }

  AccessRules compile(AccessRules before, String... more) {
    var services = new ArrayList<InetdService>();
    services.add(service(SERVICE));
    Arrays.stream(more).map(this::service).forEach(services::add);
    return AccessRules.compile(rules, services, before);
  }

  InetdService service(String name) {
    var access = new Access(byDefault, null, null, onFailure);
    var handler = new Handler(List.of("/bin/cat"), null, null);
    var spec =
        new InetdServiceSpec(
            null, 1, null, null, null, null, null, null, null, handler, null, null, access);
    return new InetdService(new Metadata(name, null, Map.of("app", name), null), spec);
  }

  /** Asks a policy about a client of the service. */
  static Decision decide(AccessPolicy policy, Source client, Instant now, ClientName name) {
    Facts facts = name == null ? Facts.NONE : Facts.NONE.withClientName(name);
    return policy.decide(HostsRequest.of(SERVICE, client), now, facts);
  }

  /** Networks where there is a slash, else host patterns. */
  static List<Peer> peers(String... texts) {
    return Arrays.stream(texts)
        .map(text -> text.indexOf('/') >= 0 ? Peer.ofCidr(text) : Peer.ofHost(text))
        .toList();
  }

  private Policies add(String name, Action action, Toggle audit, String... from) {
    return rule(
        name, new AccessRuleSpec(Services.ALL, action, audit, peers(from), null, null, null));
  }

  private Policies replaceLast(List<Peer> except, List<Schedule> schedule) {
    DeclaredRule last = rules.removeLast();
    AccessRuleSpec old = last.rule().spec();
    return rule(
        last.name(),
        new AccessRuleSpec(
            old.services(),
            old.action(),
            old.audit(),
            old.from(),
            except == null ? old.except() : except,
            schedule == null ? old.schedule() : schedule,
            old.hostsAccess()));
  }

  private DeclaredRule declared(String name, AccessRuleSpec spec, DeclaredRule.State state) {
    return new DeclaredRule(new AccessRule(Metadata.named(name), spec), state, origin(), Map.of());
  }

  private Origin origin() {
    return Origin.ofLine("rules.yaml", rules.size() + 1);
  }
}
