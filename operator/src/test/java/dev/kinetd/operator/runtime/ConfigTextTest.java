package dev.kinetd.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.Resources;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfigTextTest {

  private static final String DOCUMENT =
      ConfigDocuments.service(
          Resources.service("{port: 80, handler: {script: \"#!/bin/sh\\n---\\necho hi\\n\"}}"),
          20_000,
          null);

  @Test
  void readsWhatItWrote() {
    var text = new ConfigText(12, DOCUMENT, 1);

    assertThat(ConfigText.read(text.data(), text.binaryData())).contains(text);
  }

  @Test
  void readsAnEmptyConfiguration() {
    var text = new ConfigText(1, "", 0);

    assertThat(ConfigText.read(text.data(), null)).contains(text);
  }

  @Test
  void packsWhatIsTooLongToGoAsItIs() {
    String documents = DOCUMENT.repeat(3_000);
    var text = new ConfigText(2, documents, 3_000);

    assertThat(documents.length()).isGreaterThan(ConfigText.MAX_BYTES);
    assertThat(text.data()).isEmpty();
    assertThat(text.binaryData()).containsOnlyKeys("config.yaml.gz");
    assertThat(ConfigText.read(null, text.binaryData())).contains(text);
  }

  @Test
  void saysWhenNotEvenPackingHelps() {
    var random = new Random(1);
    String noise =
        IntStream.range(0, 2_000_000)
            .mapToObj(i -> String.valueOf((char) ('!' + random.nextInt(90))))
            .collect(Collectors.joining());

    assertThat(ConfigText.fits(noise)).isFalse();
    assertThat(ConfigText.fits(DOCUMENT.repeat(3_000))).isTrue();
  }

  @Test
  void takesNothingForItsOwnThatWasChangedOrCut() {
    String whole = new ConfigText(12, DOCUMENT, 1).text();

    assertThat(ConfigText.read(Map.of("config.yaml", "x"), null)).isEmpty();
    assertThat(
            ConfigText.read(Map.of("config.yaml", whole.substring(0, whole.length() - 10)), null))
        .isEmpty();
    assertThat(ConfigText.read(null, Map.of("config.yaml.gz", "bm90IGd6aXA="))).isEmpty();
    assertThat(ConfigText.read(Map.of(), Map.of())).isEmpty();
  }

  @Test
  void findsDocumentsByKindAndNameWhateverTheirScriptsSay() {
    String rule = ConfigDocuments.rule(Resources.rule("{services: {}, action: Allow}"), Map.of());
    var text = new ConfigText(12, rule + DOCUMENT, 2);

    assertThat(text.byName())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("AccessRule/office", rule, "InetdService/report", DOCUMENT));
  }
}
