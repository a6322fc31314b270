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
  private RulesInForce before;

  @BeforeEach
  void readTwoRules() throws IOException {
    before = RulesInForce.NONE.after(read(RULE.formatted("one") + RULE.formatted("two")));
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

  @Test
  void keepsARuleBehindAByteThatIsNoText() throws IOException {
    // given
    String text = RULE.formatted("one") + RULE.formatted("two").replace("10.0", "1\0.0");

    // then
    assertThat(names(read(text))).containsExactly("one", "two");
  }

  @Test
  void refusesForAFileOfWhichNobodyEverKnewWhatItSays() throws IOException {
    // given
    Files.delete(folder.resolve("rules.yaml"));
    RulesInForce first = RulesInForce.NONE.after(read());

    // then
    assertThat(names(first)).containsExactly("unreadable");
    assertThat(names(first.after(read()))).containsExactly("unreadable");
    assertThat(names(first.after(read(RULE.formatted("one"))))).containsExactly("one");
  }

  @Test
  void keepsARuleForAsLongAsItsFileCannotBeRead() throws IOException {
    // given
    Files.delete(folder.resolve("rules.yaml"));
    RulesInForce once = before.after(read());

    // then
    assertThat(once.kept()).containsExactly(folder.resolve("rules.yaml").toString());
    assertThat(names(once.after(read()))).containsExactly("one", "two");
    assertThat(names(once.after(read(RULE.formatted("two"))))).containsExactly("two");
  }

  @Test
  void refusesForAFileThatComesWithAReloadAndCannotBeRead() throws IOException {
    // given
    Path late = folder.resolve("late.yaml");
    Files.createSymbolicLink(late, folder.resolve("nowhere"));

    // when
    RulesInForce after = RulesInForce.NONE.after(readAll(folder)).after(readAll(folder));

    // then
    assertThat(names(after)).containsExactlyInAnyOrder("one", "two", "unreadable");
    assertThat(after.rules().getFirst().origin()).hasToString(late.toString());
  }

  private List<String> names(Resolution resolution) {
    return names(before.after(resolution));
  }

  private static List<String> names(RulesInForce rules) {
    return rules.rules().stream().map(DeclaredRule::name).toList();
  }

  private Resolution read(String text) throws IOException {
    Files.writeString(folder.resolve("rules.yaml"), text);
    return read();
  }

  private Resolution read() {
    return readAll(folder.resolve("rules.yaml"));
  }

  private static Resolution readAll(Path path) {
    var options = new ReadOptions(null, Dialect.OPENBSD, ServiceNames.ofSystem());
    return Resolver.resolve(Documents.read(List.of(path), options), ResolveOptions.of(true));
  }
}
