package dev.kinetd.operator.environment;

import dev.kinetd.api.ConfigFormat;
import dev.kinetd.api.EnvironmentDigest;
import dev.kinetd.api.EnvironmentObject;
import dev.kinetd.api.EnvironmentSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Goes through the services of one runtime once and gathers what their environments are made of;
 * each object is read once, whoever names it. What was there and is no longer stays in its shard as
 * long as a service names it, because the service keeps its version before, also in a pod that
 * starts anew. An instance serves one writing of a configuration; one thread.
 */
public final class EnvironmentGathering {

  /** The most that one shard is filled with, in bytes; Kubernetes takes 1 MiB of values. */
  static final int MAX_SHARD_BYTES = 900 * 1024;

  /** The longest key of a Secret. */
  private static final int MAX_KEY = 253;

  private final ObjectLookup lookup;
  private final List<Map<String, String>> before;
  private final Map<EnvironmentObject, Optional<EnvironmentFile>> read = new HashMap<>();
  private final List<TreeMap<String, String>> shards =
      IntStream.range(0, ConfigFormat.ENVIRONMENT_SHARDS)
          .mapToObj(shard -> new TreeMap<String, String>())
          .toList();
  private final int[] bytes = new int[ConfigFormat.ENVIRONMENT_SHARDS];

  /**
   * Begins with nothing gathered.
   *
   * @param before the files of each shard as it is now; empty maps where it is not there
   */
  public EnvironmentGathering(ObjectLookup lookup, List<Map<String, String>> before) {
    if (before.size() != ConfigFormat.ENVIRONMENT_SHARDS) {
      throw new IllegalArgumentException(before.size() + " shards");
    }
    this.lookup = lookup;
    this.before = List.copyOf(before);
  }

  /** Gathers what one service names, in the order in which it does. */
  public ServiceEnvironment add(List<EnvironmentSource> sources) {
    if (sources.isEmpty()) {
      return ServiceEnvironment.NONE;
    }
    var missing = new ArrayList<EnvironmentObject>();
    var withoutRoom = new ArrayList<EnvironmentObject>();
    var notes = new ArrayList<String>();
    var digest = new EnvironmentDigest();
    for (EnvironmentSource source : sources) {
      EnvironmentObject object = EnvironmentObject.of(source);
      Optional<EnvironmentFile> file = read.computeIfAbsent(object, this::read);
      if (file.isEmpty()) {
        keep(object);
        missing.add(object);
      } else if (!store(object, file.get().text())) {
        keep(object);
        withoutRoom.add(object);
      } else {
        digest.add(object, file.get().text().getBytes(StandardCharsets.UTF_8));
        file.get().leftOut().forEach(reason -> notes.add(title(object) + ": " + reason));
      }
    }
    boolean complete = missing.isEmpty() && withoutRoom.isEmpty();
    return new ServiceEnvironment(complete ? digest.hex() : null, missing, withoutRoom, notes);
  }

  /** The files of each shard, by name; as many maps as there are shards. */
  public List<Map<String, String>> shards() {
    return shards.stream().map(Map::<String, String>copyOf).toList();
  }

  /** An object in words, such as {@code Secret "report"}. */
  public static String title(EnvironmentObject object) {
    String kind =
        switch (object.kind()) {
          case SECRET -> "Secret";
          case CONFIG_MAP -> "ConfigMap";
        };
    return kind + " \"" + object.name() + "\"";
  }

  private Optional<EnvironmentFile> read(EnvironmentObject object) {
    return switch (object.kind()) {
      case SECRET -> lookup.secret(object.name()).map(EnvironmentFile::of);
      case CONFIG_MAP -> lookup.configMap(object.name()).map(EnvironmentFile::of);
    };
  }

  private void keep(EnvironmentObject object) {
    String old = before.get(object.shard()).get(object.file());
    if (old != null) {
      store(object, old);
    }
  }

  /** Whether the file is in its shard now. */
  private boolean store(EnvironmentObject object, String text) {
    Map<String, String> shard = shards.get(object.shard());
    if (text.equals(shard.get(object.file()))) {
      return true;
    }
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    if (shard.containsKey(object.file())
        || object.file().length() > MAX_KEY
        || bytes[object.shard()] + length > MAX_SHARD_BYTES) {
      return false;
    }
    shard.put(object.file(), text);
    bytes[object.shard()] += length;
    return true;
  }
}
