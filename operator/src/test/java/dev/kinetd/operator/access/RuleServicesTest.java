package dev.kinetd.operator.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.Selector;
import dev.kinetd.api.Services;
import dev.kinetd.operator.resource.AccessRuleResource;
import dev.kinetd.operator.resource.InetdServiceResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleServicesTest {

  private final List<InetdServiceResource> services =
      List.of(service("report", Map.of("team", "ops")), service("echo", null));

  @Test
  void findsServicesByNameAndNamesThoseThatAreNotThere() {
    var about = new Services(List.of("report", "later", "report"), null);

    assertThat(RuleServices.of(rule(about), services))
        .isEqualTo(new RuleServices(List.of("report"), List.of("later")));
  }

  @Test
  void findsServicesByLabel() {
    var about = new Services(null, new Selector(Map.of("team", "ops")));

    assertThat(RuleServices.of(rule(about), services))
        .isEqualTo(new RuleServices(List.of("report"), List.of()));
  }

  @Test
  void isAboutAllWhereNothingElseIsSaidOrUnderstood() {
    var all = new RuleServices(List.of("echo", "report"), List.of());

    assertThat(RuleServices.of(rule(Services.ALL), services)).isEqualTo(all);
    assertThat(RuleServices.of(rule(null), services)).isEqualTo(all);
  }

  private static AccessRuleResource rule(Services about) {
    var rule = new AccessRuleResource();
    rule.setMetadata(new ObjectMetaBuilder().withName("office").build());
    rule.setSpec(new AccessRuleSpec(about, null, null, null, null, null, null));
    return rule;
  }

  private static InetdServiceResource service(String name, Map<String, String> labels) {
    var service = new InetdServiceResource();
    service.setMetadata(new ObjectMetaBuilder().withName(name).withLabels(labels).build());
    return service;
  }
}
