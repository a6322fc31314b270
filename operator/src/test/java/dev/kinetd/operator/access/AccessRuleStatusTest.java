package dev.kinetd.operator.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.AccessRuleStatus;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the API server is sent of a rule. */
class AccessRuleStatusTest {

  @Test
  void saysThatARuleIsAboutNoServiceAnyMore() {
    assertThat(new KubernetesSerialization().asJson(new AccessRuleStatus(List.of())))
        .isEqualTo("{\"parents\":[]}");
  }
}
