package dev.kinetd.api;

/**
 * An object in Kubernetes that a handler's environment comes from, as it travels to the runtime:
 * one file with a JSON object of strings, in UTF-8.
 *
 * @param name of the object, in the service's namespace
 */
public record EnvironmentObject(Kind kind, String name) {

  /** What kind of object it is. */
  public enum Kind {
    SECRET("secret"),
    CONFIG_MAP("configmap");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As it stands in names of files and in digests. */
    public String word() {
      return word;
    }
  }

  /** What a service names, of which exactly one reference is set. */
  public static EnvironmentObject of(EnvironmentSource source) {
    return source.secretRef() != null
        ? new EnvironmentObject(Kind.SECRET, source.secretRef().name())
        : new EnvironmentObject(Kind.CONFIG_MAP, source.configMapRef().name());
  }

  /** The name of the file that holds its strings. */
  public String file() {
    return kind.word() + "." + name;
  }

  /**
   * The shard that its file is in, from 0: by the {@link String#hashCode} of the file's name, which
   * the language defines, so that it is the same in every process.
   */
  public int shard() {
    return Math.floorMod(file().hashCode(), ConfigFormat.ENVIRONMENT_SHARDS);
  }
}
