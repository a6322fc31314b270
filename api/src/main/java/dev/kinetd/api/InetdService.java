package dev.kinetd.api;

/**
 * A socket to listen on and the handler to start for whoever arrives there.
 *
 * @param metadata name and labels; the name also stands in logs, metrics and rules
 * @param spec what to listen for and what to start
 */
public record InetdService(Metadata metadata, InetdServiceSpec spec) {

  /** The group and version of the documents that this class is read from. */
  public static final String API_VERSION = "kinetd.dev/v1alpha1";

  /** The {@code kind} of the documents that this class is read from. */
  public static final String KIND = "InetdService";

  /** The name by which people, logs and metrics call the service. */
  public String name() {
    return metadata.name();
  }

  /** The name by which hosts files (hosts_access(5)) call the service. */
  public String daemonName() {
    if (spec.access().daemonName() != null) {
      return spec.access().daemonName();
    }
    if (spec.handler().isBuiltin() || spec.handler().isScript()) {
      return name();
    }
    String argv0 = spec.handler().effectiveArgv0();
    String base = argv0.substring(argv0.lastIndexOf('/') + 1);
    return base.isEmpty() ? name() : base;
  }
}
