package dev.kinetd.api;

/**
 * How a configuration travels from the operator to the runtime: the names and limits that both
 * sides must agree on.
 *
 * <p>A folder holds one file, {@link #FILE} or, packed with gzip, {@link #PACKED_FILE}; where both
 * are there the packed one is read. It is a stream of YAML documents, of which the first is the
 * header:
 *
 * <pre>
 * apiVersion: kinetd.dev/config-v1
 * kind: RuntimeConfig
 * metadata: {generation: 12}
 * spec: {documents: 34}
 * </pre>
 *
 * <p>{@link #header} writes it. {@code generation} grows with every file; {@code documents} says
 * how many documents follow. The last line is {@link #END}, the end of a YAML document, without
 * which a file that was cut inside its last document could not be told from a whole one.
 * InetdService and AccessRule documents follow in any order, in the form that users write, and with
 * {@code metadata.generation}. What only these files may hold: {@code addresses} as an entry of
 * {@code spec.from} or {@code spec.except} of a rule, namely a list of IP addresses, empty for
 * nobody; {@code spec.unresolved} of a rule, the reason why it could not be resolved, which makes
 * it refuse; and {@link #ENVIRONMENT_ANNOTATION}. Each document begins with a line of {@code ---},
 * and no line is longer than 128 KiB: long lists are written with one entry a line.
 */
public final class ConfigFormat {

  /** The {@code apiVersion} of the header; a runtime loads no file with another. */
  public static final String API_VERSION = "kinetd.dev/config-v1";

  /** The {@code kind} of the header. */
  public static final String KIND = "RuntimeConfig";

  /** The last line of a file. */
  public static final String END = "...";

  /** The file, and so the ConfigMap's key. */
  public static final String FILE = "config.yaml";

  /** The file when it is packed with gzip. */
  public static final String PACKED_FILE = "config.yaml.gz";

  /** The most that the runtime reads of one file, in bytes, after unpacking. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  /**
   * The annotation of an InetdService with {@code launch.environmentFrom}: the {@link
   * EnvironmentDigest} of what it names. The runtime takes such a service into force only when the
   * files that it sees have this digest.
   */
  public static final String ENVIRONMENT_ANNOTATION = "kinetd.dev/environment";

  /** How many shards the environments are spread over. */
  public static final int ENVIRONMENT_SHARDS = 4;

  /** The path, on the admin port, where {@link RuntimeState} is read. */
  public static final String STATE_PATH = "/q/kinetd/state";

  /** The longest that a reader may ask {@link #STATE_PATH} to wait for a change, in seconds. */
  public static final int MAX_WAIT_SECONDS = 30;

  private ConfigFormat() {}

  /**
   * The header, from {@code ---} to its last newline.
   *
   * @param documents how many follow
   */
  public static String header(long generation, int documents) {
    return """
        ---
        apiVersion: %s
        kind: %s
        metadata: {generation: %d}
        spec: {documents: %d}
        """
        .formatted(API_VERSION, KIND, generation, documents);
  }
}
