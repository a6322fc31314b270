package dev.kinetd.runtime.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.runtime.access.ClientName;
import dev.kinetd.runtime.access.Facts;
import dev.kinetd.runtime.access.hosts.HostsNeed;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.frontend.Dialect;
import dev.kinetd.runtime.frontend.Documents;
import dev.kinetd.runtime.frontend.Format;
import dev.kinetd.runtime.frontend.ReadOptions;
import dev.kinetd.runtime.frontend.ServiceNames;
import dev.kinetd.runtime.linux.ProcessControl;
import dev.kinetd.runtime.listen.Gate;
import dev.kinetd.runtime.log.EventLog;
import dev.kinetd.runtime.resolve.Resolution;
import dev.kinetd.runtime.resolve.ResolveOptions;
import dev.kinetd.runtime.resolve.Resolver;
import dev.kinetd.runtime.serve.ServiceState;
import dev.kinetd.runtime.serve.SuperServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A super-server in the process of the test, without admin port and built-ins. Closing it ends its
 * handlers and checks that no descriptor, thread or child is left.
 *
 * <p>Not for use by several threads, and one at a time: descriptors are counted for the process.
 */
public final class LocalServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int PAD_THREADS = 4;

  private final ProcessTable before = here();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final EventLog log = new EventLog(out, false);
  private final SuperServer server;
  private final String rules;
  private final Path document = Files.createTempFile("kinetd-test-", ".yaml");

  private LocalServer(Gate.Lookups lookups, String rules) throws IOException {
    this.server = new SuperServer(PAD_THREADS, new Gate(lookups, false), log);
    this.rules = rules;
  }

  /** Serves these. */
  public static LocalServer serving(Service... services) throws IOException {
    return guarded(LocalServer::noName, "", services);
  }

  /**
   * Serves these under access rules.
   *
   * @param lookups finds out what the rules ask for
   * @param rules documents, each from {@code ---} on
   */
  public static LocalServer guarded(Gate.Lookups lookups, String rules, Service... services)
      throws IOException {
    // The first thing of its kind may open what the JDK then keeps.
    KinetdProcess.freePort();
    var local = new LocalServer(lookups, rules);
    local.apply(services);
    return local;
  }

  /** Serves exactly these from now on. */
  public void apply(Service... services) throws IOException {
    Files.writeString(document, Service.yaml(services) + rules);
    boolean root = ProcessControl.effectiveUser() == 0;
    var options = new ReadOptions(Format.YAML, Dialect.OPENBSD, ServiceNames.ofSystem());
    Resolution resolution =
        Resolver.resolve(Documents.read(List.of(document), options), ResolveOptions.of(!root));
    assertThat(resolution.hasErrors()).as("%s", resolution.findings()).isFalse();
    server.apply(resolution.services(), resolution.rules(), null);
  }

  /** The server itself. */
  public SuperServer server() {
    return server;
  }

  /** How the one service of that name is doing. */
  public ServiceState state(String service) {
    return server.states().stream()
        .filter(state -> state.service().name().equals(service))
        .findFirst()
        .orElseThrow();
  }

  /** All lines of the log that have been written so far. */
  public List<String> log() {
    return out.toString().lines().toList();
  }

  /** Waits for a line that contains all of these and returns it. */
  public String awaitLog(String... parts) {
    return await("a line of the log with " + List.of(parts))
        .atMost(PATIENCE)
        .until(
            () ->
                log().stream()
                    .filter(line -> Stream.of(parts).allMatch(line::contains))
                    .findFirst()
                    .orElse(null),
            line -> line != null);
  }

  /** Waits until no handler runs and every limit has back what was taken. */
  public void awaitIdle() {
    await("no handler")
        .atMost(PATIENCE)
        .until(
            () ->
                server.handlers() == 0
                    && server.states().stream().allMatch(state -> state.service().running() == 0));
  }

  @Override
  public void close() throws IOException {
    try {
      server.stopListening();
      server.kill();
      server.drain(PATIENCE);
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    log.close();
    Files.delete(document);
    before.assertSame(LocalServer::here);
  }

  private static Facts noName(HostsNeed need, HostsRequest request, Facts known) {
    return known.withClientName(ClientName.UNKNOWN);
  }

  private static ProcessTable here() {
    return ProcessTable.of(ProcessHandle.current().pid());
  }
}
