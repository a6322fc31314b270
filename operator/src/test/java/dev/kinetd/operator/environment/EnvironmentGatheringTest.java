package dev.kinetd.operator.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.ConfigFormat;
import dev.kinetd.api.EnvironmentDigest;
import dev.kinetd.api.EnvironmentObject;
import dev.kinetd.api.EnvironmentSource;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentGatheringTest {

  private static final EnvironmentObject KEYS =
      new EnvironmentObject(EnvironmentObject.Kind.SECRET, "keys");
  private static final EnvironmentObject SETTINGS =
      new EnvironmentObject(EnvironmentObject.Kind.CONFIG_MAP, "settings");

  private final Objects objects = new Objects();

  @Test
  void writesEachObjectOnceIntoItsShardWithItsKeysInOrder() {
    objects.secret("keys", Map.of("TOKEN", "geheim ü", "A", "1"));
    objects.configMap("settings", Map.of("COLOUR", "blue\n"));
    EnvironmentGathering gathering = gathering();

    gathering.add(List.of(source(KEYS), source(SETTINGS)));
    gathering.add(List.of(source(KEYS)));

    assertThat(gathering.shards()).hasSize(ConfigFormat.ENVIRONMENT_SHARDS);
    assertThat(gathering.shards().get(KEYS.shard()))
        .containsEntry("secret.keys", "{\"A\":\"1\",\"TOKEN\":\"geheim ü\"}");
    assertThat(gathering.shards().get(SETTINGS.shard()))
        .containsEntry("configmap.settings", "{\"COLOUR\":\"blue\\n\"}");
    assertThat(gathering.shards().stream().mapToInt(Map::size).sum()).isEqualTo(2);
  }

  @Test
  void digestsWhatTheRuntimeReadsInTheOrderOfTheService() {
    objects.secret("keys", Map.of("A", "1"));
    objects.configMap("settings", Map.of("B", "2"));
    String expected =
        new EnvironmentDigest()
            .add(SETTINGS, "{\"B\":\"2\"}".getBytes(StandardCharsets.UTF_8))
            .add(KEYS, "{\"A\":\"1\"}".getBytes(StandardCharsets.UTF_8))
            .hex();

    assertThat(gathering().add(List.of(source(SETTINGS), source(KEYS))).digest())
        .isEqualTo(expected);
  }

  @Test
  void leavesOutWhatIsNoVariableAndSaysWhy() {
    objects.secrets.put(
        "keys",
        new SecretBuilder()
            .addToData("tls.crt", encoded("x".getBytes(StandardCharsets.UTF_8)))
            .addToData("NUL", encoded(new byte[] {'a', 0}))
            .addToData("LATIN", encoded(new byte[] {(byte) 0xe4}))
            .addToData("GOOD", encoded("ä".getBytes(StandardCharsets.UTF_8)))
            .build());
    EnvironmentGathering gathering = gathering();

    ServiceEnvironment environment = gathering.add(List.of(source(KEYS)));

    assertThat(environment.notes())
        .containsExactly(
            "Secret \"keys\": LATIN has a value that is not UTF-8",
            "Secret \"keys\": NUL has a value with a NUL in it",
            "Secret \"keys\": tls.crt is not the name of a variable");
    assertThat(gathering.shards().get(KEYS.shard())).containsValue("{\"GOOD\":\"ä\"}");
    assertThat(environment.complete()).isTrue();
  }

  @Test
  void takesTextOutOfBinaryDataToo() {
    objects.configMaps.put(
        "settings",
        new ConfigMapBuilder()
            .addToBinaryData("B", encoded("2".getBytes(StandardCharsets.UTF_8)))
            .build());
    EnvironmentGathering gathering = gathering();

    gathering.add(List.of(source(SETTINGS)));

    assertThat(gathering.shards().get(SETTINGS.shard())).containsValue("{\"B\":\"2\"}");
  }

  @Test
  void keepsTheFileOfWhatIsGoneForTheServiceThatStillNamesIt() {
    var before = emptyShards();
    before.set(KEYS.shard(), Map.of("secret.keys", "{}", "secret.unused", "{}"));
    var gathering = new EnvironmentGathering(objects, before);

    ServiceEnvironment environment = gathering.add(List.of(source(KEYS)));

    assertThat(environment.missing()).containsExactly(KEYS);
    assertThat(environment.digest()).isNull();
    assertThat(gathering.shards().get(KEYS.shard()))
        .containsExactly(Map.entry("secret.keys", "{}"));
  }

  @Test
  void saysWhichObjectHasNoRoomAndKeepsItsFileAsItWas() {
    objects.secret("keys", Map.of("A", "x".repeat(EnvironmentGathering.MAX_SHARD_BYTES)));
    var before = emptyShards();
    before.set(KEYS.shard(), Map.of("secret.keys", "{}"));
    var gathering = new EnvironmentGathering(objects, before);

    ServiceEnvironment environment = gathering.add(List.of(source(KEYS)));

    assertThat(environment.withoutRoom()).containsExactly(KEYS);
    assertThat(environment.complete()).isFalse();
    assertThat(gathering.shards().get(KEYS.shard()))
        .containsExactly(Map.entry("secret.keys", "{}"));
  }

  @Test
  void hasNoDigestForAServiceThatAsksForNothing() {
    ServiceEnvironment environment = gathering().add(List.of());

    assertThat(environment.digest()).isNull();
    assertThat(environment.complete()).isTrue();
  }

  private EnvironmentGathering gathering() {
    return new EnvironmentGathering(objects, emptyShards());
  }

  private static List<Map<String, String>> emptyShards() {
    return new ArrayList<>(Collections.nCopies(ConfigFormat.ENVIRONMENT_SHARDS, Map.of()));
  }

  private static EnvironmentSource source(EnvironmentObject object) {
    return object.kind() == EnvironmentObject.Kind.SECRET
        ? EnvironmentSource.ofSecret(object.name())
        : EnvironmentSource.ofConfigMap(object.name());
  }

  private static String encoded(byte[] value) {
    return Base64.getEncoder().encodeToString(value);
  }

  /** Objects in memory. */
  private static final class Objects implements ObjectLookup {

    private final Map<String, Secret> secrets = new HashMap<>();
    private final Map<String, ConfigMap> configMaps = new HashMap<>();

    void secret(String name, Map<String, String> strings) {
      var builder = new SecretBuilder();
      strings.forEach(
          (key, value) -> builder.addToData(key, encoded(value.getBytes(StandardCharsets.UTF_8))));
      secrets.put(name, builder.build());
    }

    void configMap(String name, Map<String, String> strings) {
      configMaps.put(name, new ConfigMapBuilder().withData(strings).build());
    }

    @Override
    public Optional<Secret> secret(String name) {
      return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public Optional<ConfigMap> configMap(String name) {
      return Optional.ofNullable(configMaps.get(name));
    }
  }
}
