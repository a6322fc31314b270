package dev.kinetd.runtime.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kinetd.api.ConfigFormat;
import dev.kinetd.api.Finding;
import dev.kinetd.api.Peer;
import dev.kinetd.runtime.support.Mount;
import dev.kinetd.runtime.support.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {

  private static final String RULE =
      """
      ---
      apiVersion: kinetd.dev/v1alpha1
      kind: AccessRule
      metadata: {name: office, generation: 3}
      spec:
        services: {names: [one]}
        action: Allow
      """;

  @TempDir Path temporary;

  private Mount mount;
  private ConfigurationReader reader;

  @BeforeEach
  void mount() {
    mount = new Mount(temporary.resolve("config"));
    reader = new ConfigurationReader(mount.folder());
  }

  @Test
  void readsServicesWithTheirGenerations() throws Exception {
    // given
    mount.put(12, service("one", 7001), service("two", 7002));

    // when
    Configuration read = reader.read();

    // then
    assertThat(read.generation()).isEqualTo(12);
    assertThat(read.parts()).extracting(ConfigPart::name).containsExactly("one", "two");
    assertThat(read.reading().services())
        .extracting(declared -> declared.service().metadata().generation())
        .containsExactly(5L, 5L);
    assertThat(read.reading().findings()).isEmpty();
  }

  @Test
  void readsOneWithoutAnyService() throws Exception {
    // given
    mount.put(1);

    // when, then
    assertThat(reader.read().parts()).isEmpty();
  }

  @Test
  void readsThePackedFormOfTheSame() throws Exception {
    // given
    mount.put(Map.of(ConfigFormat.PACKED_FILE, packed(Mount.config(4, service("one", 7001)))));

    // when, then
    assertThat(reader.read().generation()).isEqualTo(4);
  }

  @Test
  void understandsAgainOnlyWhatIsNewAndKnowsWhereTheRestHasMovedTo() throws Exception {
    // given
    mount.put(1, service("one", 7001), service("bad", 0), service("two", 7002));
    Configuration before = reader.read();

    // when
    mount.put(2, service("new", 7003), service("one", 7001), service("bad", 0));
    Configuration after = reader.read();

    // then
    assertThat(after.reading().services().get(1).service())
        .isSameAs(before.reading().services().get(0).service());
    Finding finding = after.reading().findings().getFirst();
    assertThat(after.parts().get(2).holds(finding.origin())).isTrue();
    assertThat(after.parts().get(1).holds(after.reading().services().get(1).origin())).isTrue();
  }

  @Test
  void keepsAServiceThatIsNotUnderstoodApartFromTheOthers() throws Exception {
    // given
    mount.put(1, service("one", 7001), service("bad", 7002).replace("spec:", "spec:\n  colour: 1"));

    // when
    Configuration read = reader.read();

    // then
    assertThat(read.reading().services())
        .extracting(declared -> declared.service().name())
        .containsExactly("one");
    assertThat(read.reading().broken()).containsExactly("bad");
    assertThat(read.reading().findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.text()).isEqualTo("is unknown"));
  }

  @Test
  void leavesASocketToTheServiceThatHasItFirst() throws Exception {
    // given
    mount.put(1, service("one", 7001), service("two", 7001));

    // when
    Configuration read = reader.read();

    // then
    assertThat(read.reading().services())
        .extracting(declared -> declared.service().name())
        .containsExactly("one");
    assertThat(read.reading().findings())
        .singleElement()
        .asString()
        .contains("wants the same socket as the service one");
  }

  @Test
  void readsAScriptThatStandsInOneLongLine() throws Exception {
    // given
    mount.put(
        1,
        """
        ---
        apiVersion: kinetd.dev/v1alpha1
        kind: InetdService
        metadata: {name: one}
        spec:
          port: 7001
          handler: {script: "#!/bin/sh\\n%s"}
        """
            .formatted("#".repeat(200_000)));

    // when
    Reading reading = reader.read().reading();

    // then
    assertThat(reading.findings()).isEmpty();
    assertThat(reading.services().getFirst().service().spec().handler().script()).hasSize(200_010);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | names no object",
        "{secretRef: {name: a}, configMapRef: {name: a}} | has both secretRef and configMapRef",
        "{secretRef: {}} | is missing",
        "{configMapRef: {name: ../../etc/passwd}} | is no name of an object",
      })
  void refusesAnEnvironmentFromSomethingThatIsNoObject(String source, String text)
      throws Exception {
    // given
    mount.put(1, service("one", 7001) + "  launch: {environmentFrom: [" + source + "]}\n");

    // when
    Reading reading = reader.read().reading();

    // then
    assertThat(reading.services()).isEmpty();
    assertThat(reading.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.text()).contains(text));
  }

  @Test
  void takesTheAddressesThatPodsHaveForNetworks() throws Exception {
    // given
    mount.put(
        1, RULE + "  from: [{addresses: [192.0.2.7, '2001:db8::7']}, {host: .example.org}]\n");

    // when
    DeclaredRule rule = reader.read().reading().rules().getFirst();

    // then
    assertThat(rule.understood()).isTrue();
    assertThat(rule.rule().spec().from())
        .containsExactly(
            Peer.ofCidr("192.0.2.7/32"),
            Peer.ofCidr("2001:db8::7/128"),
            Peer.ofHost(".example.org"));
  }

  @Test
  void understandsARuleThatSpeaksOfNobodyAtTheMoment() throws Exception {
    // given
    mount.put(1, RULE + "  from: [{addresses: []}]\n  except: [{addresses: []}]\n");

    // when
    Reading reading = reader.read().reading();

    // then
    assertThat(reading.findings()).isEmpty();
    assertThat(reading.rules().getFirst().understood()).isTrue();
    assertThat(reading.rules().getFirst().rule().spec().from()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  from: [{addresses: []}]\n  unresolved: the selector selects too much\n",
        "  from: [{addresses: [here]}]\n",
        "  from: [{pods: {matchLabels: {a: b}}}]\n",
        "  from: []\n",
      })
  void makesARuleRefuseThatIsNotResolved(String rest) throws Exception {
    // given
    mount.put(1, RULE + rest);

    // when
    Reading reading = reader.read().reading();

    // then
    assertThat(reading.findings()).isNotEmpty();
    assertThat(reading.rules().getFirst().understood()).isFalse();
    assertThat(reading.rules().getFirst().rule().metadata().generation()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // nothing at all
        "",
        // cut in the header, after it, and inside the last document
        "---\napiVersion: kinetd.dev/con",
        "---\napiVersion: kinetd.dev/config-v1\nkind: RuntimeConfig\nmetadata: {generation: 9}\n"
            + "spec: {documents: 1}\n",
        "---\napiVersion: kinetd.dev/config-v1\nkind: RuntimeConfig\nmetadata: {generation: 9}\n"
            + "spec: {documents: 1}\n---\napiVersion: kinetd.dev/v1alpha1\nkind: InetdService\n"
            + "metadata: {name: one}\nspec: {port: 7001, handler: {builtin: Echo}}\n",
        // no header, and one of another time
        "---\napiVersion: kinetd.dev/v1alpha1\nkind: InetdService\n...\n",
        "---\napiVersion: kinetd.dev/config-v2\nkind: RuntimeConfig\nmetadata: {generation: 9}\n"
            + "spec: {documents: 0}\n...\n",
        "---\napiVersion: kinetd.dev/config-v1\nkind: RuntimeConfig\nmetadata: {generation: 9}\n"
            + "spec: {documents: 0, strict: yes}\n...\n",
        // a document that is no YAML, and one of an unknown kind
        "---\napiVersion: kinetd.dev/config-v1\nkind: RuntimeConfig\nmetadata: {generation: 9}\n"
            + "spec: {documents: 1}\n---\n{\n...\n",
        "---\napiVersion: kinetd.dev/config-v1\nkind: RuntimeConfig\nmetadata: {generation: 9}\n"
            + "spec: {documents: 1}\n---\napiVersion: kinetd.dev/v1alpha1\nkind: Banner\n"
            + "metadata: {name: one}\n...\n",
      })
  void takesNothingOfOneThatIsNotWhole(String text) throws Exception {
    // given
    mount.putTexts(Map.of(ConfigFormat.FILE, text));

    // when, then
    assertThatThrownBy(reader::read).isInstanceOf(ConfigProblem.class);
  }

  @Test
  void saysWhichGenerationCannotBeLoadedWhereThatCanBeRead() throws Exception {
    // given
    mount.putTexts(
        Map.of(
            ConfigFormat.FILE,
            Mount.config(9, service("one", 7001)).replace("config-v1", "config-v2")));

    // when, then
    assertThatThrownBy(reader::read)
        .isInstanceOf(ConfigProblem.class)
        .hasMessageContaining("config-v2")
        .extracting(problem -> ((ConfigProblem) problem).generation())
        .isEqualTo(9L);
  }

  @Test
  void readsNoMoreThanItCouldHold() throws Exception {
    // given
    byte[] large = new byte[ConfigFormat.MAX_BYTES + 1];
    Arrays.fill(large, (byte) '#');

    // when
    mount.put(Map.of(ConfigFormat.PACKED_FILE, packed(new String(large))));

    // then
    assertThatThrownBy(reader::read).hasMessageContaining("is larger than");
  }

  @Test
  void takesAFolderWithoutAConfigurationForOneThatIsNotWrittenYet() throws Exception {
    assertThatThrownBy(reader::read).hasMessageContaining("there is no config.yaml");
    mount.putTexts(Map.of("other", ""));
    assertThatThrownBy(reader::read).hasMessageContaining("there is no config.yaml");
  }

  @Test
  void readsAFolderThatIsNoMount() throws Exception {
    // given
    Files.createDirectories(mount.folder());
    Files.writeString(
        mount.folder().resolve(ConfigFormat.FILE), Mount.config(2, service("one", 7001)));

    // when, then
    assertThat(reader.read().generation()).isEqualTo(2);
  }

  private static byte[] packed(String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes());
    }
    return out.toByteArray();
  }

  private static String service(String name, int port) {
    return Service.yaml(Service.named(name).generation(5).port(port).command("/bin/cat"));
  }
}
