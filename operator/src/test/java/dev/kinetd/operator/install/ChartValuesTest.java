package dev.kinetd.operator.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kinetd.operator.definition.Generated;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The chart's values are described, and refused where they are none. */
class ChartValuesTest {

  private static final String REMEDY =
      "made anew by: mvn -pl api,operator -am test -Dtest=ChartValuesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dkinetd.generate=true";

  private static final String BEGIN = "<!-- table of values: made of values.yaml -->\n";
  private static final String END = "<!-- end of table of values -->\n";

  static List<String> groups() throws IOException {
    return ChartValues.read().groups();
  }

  @Test
  void standInTheReadme() throws IOException {
    // given
    String page = Chart.file("README.md");
    String table =
        ChartValues.read().values().stream()
            .map(
                v ->
                    "| `%s` | `%s` | %s |\n"
                        .formatted(v.path(), v.fallback(), v.description().replace("|", "\\|")))
            .collect(Collectors.joining());
    assertThat(page).contains(BEGIN).contains(END);
    String expected =
        page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
            + "| value | default | what it does |\n|---|---|---|\n"
            + table
            + page.substring(page.indexOf(END));

    // when
    String stands = Generated.inFile(Chart.FOLDER.resolve("README.md"), expected);

    // then
    assertThat(stands).as(REMEDY).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("groups")
  void areRefusedUnderANameThatIsNone(String group) {
    // given
    String typo = "replicaz: 1";
    List<String> names = group.isEmpty() ? List.of() : List.of(group.split("\\."));
    for (String name : names.reversed()) {
      typo = "%s: {%s}".formatted(name, typo);
    }
    String values = typo;

    // then
    assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining("replicaz");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          replicas: two                                     | replicas
          image: {pullPolicy: Sometimes}                    | pullPolicy
          image: {digest: abc}                              | digest
          watchNamespaces: team                             | watchNamespaces
          watchNamespaces: ["JOSDK_ALL_NAMESPACES"]         | watchNamespaces
          log: {level: LOUD}                                | level
          serviceMonitor: {interval: often}                 | interval
          test: {port: 70000}                               | port
          networkPolicy: {apiServer: {ports: []}}           | ports
          hostUsers: "no"                                   | hostUsers
          """)
  void areRefusedWhenTheyCannotWork(String values, String named) {
    assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining(named);
  }

  @Test
  void haveASchemaThatKnowsThemAndNoOthers() throws IOException {
    // given
    JsonNode schema = new ObjectMapper().readTree(Chart.file("values.schema.json"));
    ChartValues values = ChartValues.read();

    // then
    for (String group : values.groups()) {
      JsonNode part = part(schema, group);
      assertThat(part.path("additionalProperties").asText("")).as(group).isEqualTo("false");
    }
    for (ChartValues.Value value : values.values()) {
      assertThat(part(schema, value.path()).isMissingNode()).as(value.path()).isFalse();
    }
    assertThat(leaves(schema, "").filter(path -> !path.equals("global")))
        .allMatch(
            path ->
                values.values().stream()
                    .anyMatch(v -> v.path().equals(path) || path.startsWith(v.path() + ".")));
  }

  private static JsonNode part(JsonNode schema, String path) {
    JsonNode here = schema;
    for (String name : path.isEmpty() ? new String[0] : path.split("\\.")) {
      here = here.path("properties").path(name);
    }
    return here;
  }

  private static Stream<String> leaves(JsonNode schema, String path) {
    if (!schema.has("properties")) {
      return Stream.of(path);
    }
    return schema.path("properties").properties().stream()
        .flatMap(e -> leaves(e.getValue(), path.isEmpty() ? e.getKey() : path + "." + e.getKey()));
  }
}
