package dev.kinetd.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnvironmentDigestTest {

  private static final EnvironmentObject SECRET =
      new EnvironmentObject(EnvironmentObject.Kind.SECRET, "report-env");
  private static final EnvironmentObject CONFIG_MAP =
      new EnvironmentObject(EnvironmentObject.Kind.CONFIG_MAP, "report-env");

  @Test
  void isTheSumThatSha256sumGives() {
    // printf 'secret\0report-env\0{"A":"1"}\nconfigmap\0report-env\0{}\n' | sha256sum
    assertThat(
            new EnvironmentDigest()
                .add(SECRET, bytes("{\"A\":\"1\"}"))
                .add(CONFIG_MAP, bytes("{}"))
                .hex())
        .isEqualTo("7f6e6f6e1c6e2662c93d456742940dba20359d97ddf5e70fc5cb727e5633628f");
  }

  @Test
  void tellsTheOrderOfTheObjects() {
    String one =
        new EnvironmentDigest().add(SECRET, bytes("{}")).add(CONFIG_MAP, bytes("{}")).hex();
    String other =
        new EnvironmentDigest().add(CONFIG_MAP, bytes("{}")).add(SECRET, bytes("{}")).hex();
    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void keepsSecretsAndConfigMapsOfOneNameApart() {
    assertThat(SECRET.file()).isEqualTo("secret.report-env");
    assertThat(CONFIG_MAP.file()).isEqualTo("configmap.report-env");
  }

  @Test
  void spreadsObjectsOverEveryShard() {
    assertThat(
            IntStream.range(0, 100)
                .mapToObj(i -> new EnvironmentObject(EnvironmentObject.Kind.SECRET, "s" + i))
                .map(EnvironmentObject::shard))
        .containsOnly(0, 1, 2, 3)
        .contains(0, 1, 2, 3);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
