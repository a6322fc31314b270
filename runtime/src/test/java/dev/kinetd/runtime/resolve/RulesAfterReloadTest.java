package dev.kinetd.runtime.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.frontend.DeclaredRule;
import dev.kinetd.runtime.frontend.Dialect;
import dev.kinetd.runtime.frontend.Documents;
import dev.kinetd.runtime.frontend.ReadOptions;
import dev.kinetd.runtime.frontend.ServiceNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesAfterReloadTest {

  private static final String RULE =
      """
      ---
      apiVersion: kinetd.dev/v1alpha1
      kind: AccessRule
      metadata: {name: %s}
      spec: {services: {}, action: Deny, from: [{cidr: 10.0.0.0/8}]}
      """;

  @TempDir private Path folder;
  private List<DeclaredRule> before;

  @BeforeEach
  void readTwoRules() throws IOException {
    before = read(RULE.formatted("one") + RULE.formatted("two")).rules();
  }

  @Test
  void forgetsARuleThatIsGone() throws IOException {
    assertThat(names(read(RULE.formatted("one")))).containsExactly("one");
    assertThat(names(read("# nothing\n---\n"))).isEmpty();
  }

  @Test
  void keepsARuleThatACutHides() throws IOException {
    // given
    String text = RULE.formatted("one") + "---\napiVersion: kinetd.dev/v1alpha1\nkin";

    // then
    assertThat(names(read(text))).containsExactly("one", "two");
  }

  @Test
  void keepsTheRulesOfAFileThatCannotBeRead() throws IOException {
    // given
    Files.delete(folder.resolve("rules.yaml"));

    // then
    assertThat(names(read())).containsExactly("one", "two");
  }

  private List<String> names(Resolution resolution) {
    return resolution.rulesAfter(before).stream().map(DeclaredRule::name).toList();
  }

  private Resolution read(String text) throws IOException {
    Files.writeString(folder.resolve("rules.yaml"), text);
    return read();
  }

  private Resolution read() {
    var options = new ReadOptions(null, Dialect.OPENBSD, ServiceNames.ofSystem());
    return Resolver.resolve(
        Documents.read(List.of(folder.resolve("rules.yaml")), options), ResolveOptions.of(true));
  }
}
