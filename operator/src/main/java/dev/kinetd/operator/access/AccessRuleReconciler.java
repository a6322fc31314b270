package dev.kinetd.operator.access;

import dev.kinetd.api.AccessRuleParent;
import dev.kinetd.api.AccessRuleStatus;
import dev.kinetd.api.AccessRuleValidator;
import dev.kinetd.api.Condition;
import dev.kinetd.api.Finding;
import dev.kinetd.api.NameRef;
import dev.kinetd.api.Severity;
import dev.kinetd.operator.catalog.Catalog;
import dev.kinetd.operator.catalog.Changes;
import dev.kinetd.operator.operation.Progress;
import dev.kinetd.operator.owned.RuntimeNames;
import dev.kinetd.operator.pods.PodStates;
import dev.kinetd.operator.resource.AccessRuleResource;
import dev.kinetd.operator.resource.Documents;
import dev.kinetd.operator.resource.InetdServiceResource;
import dev.kinetd.operator.status.Conditions;
import dev.kinetd.operator.status.EventRecorder;
import dev.kinetd.operator.status.Statement;
import dev.kinetd.operator.status.StatusWriter;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says in the status of an AccessRule what became of it for each service that it is about. What the
 * runtimes are told is the work of their reconciler.
 */
@ControllerConfiguration(name = "accessrule", fieldManager = RuntimeNames.OPERATOR)
@GradualRetry(maxAttempts = -1, initialInterval = 500, maxInterval = 10_000)
@RateLimited(maxReconciliations = 2, within = 1)
public final class AccessRuleReconciler implements Reconciler<AccessRuleResource> {

  /** How many services a status has room for; the schema says the same. */
  static final int MAX_PARENTS = 1024;

  private final Catalog catalog;
  private final Changes changes;
  private final PodStates pods;
  private final RuleResolver resolver;
  private final WatchScope scope;
  private final EventRecorder events;
  private final Progress progress;

  @Inject
  AccessRuleReconciler(
      Catalog catalog,
      Changes changes,
      PodStates pods,
      WatchedClients clients,
      WatchScope scope,
      EventRecorder events,
      Progress progress) {
    this.catalog = catalog;
    this.changes = changes;
    this.pods = pods;
    this.resolver = new RuleResolver(clients);
    this.scope = scope;
    this.events = events;
    this.progress = progress;
  }

  @Override
  public List<EventSource<?, AccessRuleResource>> prepareEventSources(
      EventSourceContext<AccessRuleResource> context) {
    scope.take(context.getControllerConfiguration());
    return List.of(catalog.rules(context, changes));
  }

  @Override
  public UpdateControl<AccessRuleResource> reconcile(
      AccessRuleResource rule, Context<AccessRuleResource> context) {
    return progress.during(
        () -> {
          write(rule, context);
          return UpdateControl.noUpdate();
        });
  }

  private void write(AccessRuleResource rule, Context<AccessRuleResource> context) {
    Map<String, InetdServiceResource> services =
        catalog
            .services(rule.getMetadata().getNamespace())
            .collect(Collectors.toMap(s -> s.getMetadata().getName(), Function.identity()));
    ResolvedRule resolved = resolver.resolve(rule);
    String fault = fault(rule);
    Map<String, List<Condition>> before = before(rule);
    var parents = new ArrayList<AccessRuleParent>();
    var news = new ArrayList<Statement>();
    RuleServices.of(rule, services.values()).found().stream()
        .sorted(Comparator.naturalOrder())
        .limit(MAX_PARENTS)
        .forEach(
            name -> {
              var runtime = Catalog.runtimeOf(services.get(name));
              List<Statement> said = RuleAssessment.of(rule, resolved, fault, pods.of(runtime));
              List<Condition> old = before.getOrDefault(name, List.of());
              parents.add(
                  new AccessRuleParent(
                      new NameRef(name),
                      Conditions.of(old, said, rule.getMetadata().getGeneration(), Instant.now())));
              news.addAll(Conditions.news(old, said));
            });
    var status = new AccessRuleStatus(parents);
    if (StatusWriter.write(rule, new AccessRuleResource(), status, context)) {
      events.record(rule, news.stream().distinct().toList());
    }
  }

  private static String fault(AccessRuleResource rule) {
    return AccessRuleValidator.validate(Documents.of(rule)).stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .findFirst()
        .map(AccessRuleReconciler::words)
        .orElse(null);
  }

  private static String words(Finding finding) {
    return finding.field() + ": " + finding.text() + "; " + finding.remedy();
  }

  private static Map<String, List<Condition>> before(AccessRuleResource rule) {
    return rule.getStatus() == null
        ? Map.of()
        : rule.getStatus().parents().stream()
            .collect(Collectors.toMap(p -> p.serviceRef().name(), AccessRuleParent::conditions));
  }
}
