package dev.kinetd.runtime.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kinetd.api.ConfigFormat;
import dev.kinetd.api.RuntimeState;
import dev.kinetd.runtime.linux.ProcessControl;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real thing: {@code kinetd run} in a process of its own, from the jar that Maven has just
 * built. Never through {@code ./kinetd}, which would build again in the midst of a build.
 *
 * <p>Not for use by several threads. Closing it ends the process however it stands.
 */
public final class KinetdProcess implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final Path folder;
  private final int adminPort;
  private ProcessTable before;

  private KinetdProcess(Process process, Path folder, int adminPort) {
    this.process = process;
    this.folder = folder;
    this.adminPort = adminPort;
  }

  /**
   * A port on which nothing listens at the moment, and that the kernel gives to no client: those
   * begin at 32768, and one of them could be in the way of the service that is to get the port.
   */
  public static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(23_000, 32_000);
      try (var probe = new ServerSocket(port, 1)) {
        return probe.getLocalPort();
      } catch (BindException e) {
        // Taken: another one will do.
      }
    }
  }

  /** A runtime for these files and folders, to be started. */
  public static Builder serving(Path... sources) {
    return new Builder(List.of(sources));
  }

  /** A runtime for a mounted configuration, to be started. */
  public static Builder mounting(Mount configuration) {
    return serving().with("--config-dir", configuration.folder().toString());
  }

  public long pid() {
    return process.pid();
  }

  /** The control socket, for {@code kinetd status --control}. */
  public Path control() {
    return folder.resolve("control.sock");
  }

  /** All lines of standard output and standard error so far. */
  public List<String> log() throws IOException {
    return Files.readAllLines(folder.resolve("log"));
  }

  /** Waits for a line that contains all of these and returns it. */
  public String awaitLog(String... parts) {
    return await("a line of the log with " + List.of(parts) + " of pid " + pid())
        .atMost(PATIENCE)
        .until(
            () ->
                log().stream()
                    .filter(line -> Stream.of(parts).allMatch(line::contains))
                    .findFirst()
                    .orElse(null),
            line -> line != null);
  }

  /** Asks the admin port, for example for {@code /q/health/ready}. */
  public HttpResponse<String> admin(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort + path))
            .timeout(PATIENCE)
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  /** The state, as the operator reads it. */
  public RuntimeState state() throws IOException, InterruptedException {
    return JSON.readValue(admin(ConfigFormat.STATE_PATH).body(), RuntimeState.class);
  }

  /** Waits until the configuration of a generation, or a later one, is in force. */
  public RuntimeState awaitGeneration(long generation) {
    return await("generation " + generation)
        .atMost(PATIENCE)
        .until(this::state, state -> state.generation() >= generation);
  }

  /** Waits until a service has a state. */
  public RuntimeState.Service awaitService(String name, RuntimeState.ServiceState wanted) {
    return await(name + " " + wanted)
        .atMost(PATIENCE)
        .until(
            () ->
                state().services().stream()
                    .filter(service -> service.name().equals(name))
                    .findFirst()
                    .orElse(null),
            service -> service != null && service.state() == wanted);
  }

  /** Sends a signal by its name, such as {@code HUP}. */
  public void signal(String name) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pid())
            .inheritIO()
            .start()
            .waitFor();
    assertThat(status).as("kill -" + name).isZero();
  }

  /** HUP, and waits until it has been acted upon. */
  public void reload() throws IOException, InterruptedException {
    long before = reloads();
    signal("HUP");
    await("reload " + (before + 1)).atMost(PATIENCE).until(() -> reloads() > before);
  }

  private long reloads() throws IOException {
    return log().stream().filter(line -> line.contains(" reloaded ")).count();
  }

  /** What to write before a command so that it sees the runtime's files and network. */
  public List<String> inside() {
    return List.of(
        Peer.NSENTER.path().toString(), "--target", Long.toString(pid()), "--mount", "--net", "--");
  }

  /** Waits for the end that something else has caused; the exit status. */
  public int awaitExit() throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("ended").isTrue();
    return process.exitValue();
  }

  /** TERM, then the exit status. */
  public int stop() throws IOException, InterruptedException {
    signal("TERM");
    return awaitExit();
  }

  /** Takes what the runtime holds now as what it should hold: after a reload that changes it. */
  public void settle() {
    before = ProcessTable.of(pid());
  }

  /** That no descriptor, thread or child is there that was not there after the start. */
  public void assertNothingLeaked() {
    before.assertSame(() -> ProcessTable.of(pid()));
  }

  @Override
  public void close() throws IOException {
    // The wrapper of a runtime dies with no word to the runtime, which takes the hangup of its
    // terminal for a wish to reload.
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(ended -> ended.onExit().join());
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** Vert.x and the JVM open some things at the first use; that first use is made here. */
  private void warmUp() throws IOException, InterruptedException {
    for (int i = 0; i < 8 && adminPort != 0; i++) {
      admin("/q/health/ready");
      admin("/q/metrics");
    }
    settle();
  }

  /** How the runtime is to be started. */
  public static final class Builder {

    private final List<Path> sources;
    private final List<String> options = new ArrayList<>();
    private List<String> wrapper = List.of();
    private boolean admin = true;
    private boolean hostsAccess;
    private boolean asNobody;
    private int adminAt;

    private Builder(List<Path> sources) {
      this.sources = sources;
    }

    /** Options of {@code run} besides those for the control socket, admin port and hosts files. */
    public Builder with(String... more) {
      options.addAll(List.of(more));
      return this;
    }

    /** With the admin port there, whatever is there already. */
    public Builder adminAt(int port) {
      adminAt = port;
      return this;
    }

    /** Runs it in a machine of its own. */
    public Builder in(PrivateMachine machine) {
      wrapper = machine.words();
      return this;
    }

    /** Runs it by a command that sets something up and then executes the words behind it. */
    public Builder by(String... words) {
      wrapper = List.of(words);
      return this;
    }

    /** Runs it with a limit that prlimit(1) sets, such as {@code --nofile=100}. */
    public Builder limited(String limit) {
      return by(Peer.PRLIMIT.path().toString(), limit);
    }

    /** Runs it as nobody where the caller is root, with copies of what it must be able to read. */
    public Builder asNobody() {
      asNobody = ProcessControl.effectiveUser() == 0;
      return this;
    }

    /** With the access files of the machine it runs on, which are left out otherwise. */
    public Builder withHostsAccess() {
      hostsAccess = true;
      return this;
    }

    /** Without health and metrics: where the test cannot reach its network. */
    public Builder withoutAdmin() {
      admin = false;
      return this;
    }

    /** Starts it and returns when it serves. */
    public KinetdProcess start() throws IOException, InterruptedException {
      KinetdProcess started = launch();
      try {
        started.awaitLog(" ready ");
        started.warmUp();
        return started;
      } catch (RuntimeException | Error e) {
        e.addSuppressed(new AssertionError("its log: " + String.join("\n", started.log())));
        started.close();
        throw e;
      }
    }

    /** Starts it and waits for nothing: for starts that are to fail. */
    public KinetdProcess launch() throws IOException {
      Path folder = Files.createTempDirectory("kinetd-test-");
      int adminPort = !admin ? 0 : adminAt != 0 ? adminAt : freePort();
      var words = new ArrayList<>(wrapper);
      if (asNobody) {
        words.addAll(
            List.of(Peer.SETPRIV.path().toString(), "--reuid", "nobody", "--regid", "nogroup"));
        words.addAll(List.of("--clear-groups", "--"));
      }
      words.addAll(
          asNobody ? RunnerJar.commandOf(copy(RunnerJar.path(), folder)) : RunnerJar.command());
      words.add("run");
      words.addAll(List.of("--admin", admin ? "127.0.0.1:" + adminPort : "none"));
      words.addAll(List.of("--control", folder.resolve("control.sock").toString()));
      if (!hostsAccess) {
        words.add("--no-hosts-access");
      }
      words.addAll(options);
      for (Path source : sources) {
        words.add((asNobody ? copy(source, folder) : source).toString());
      }
      if (asNobody) {
        Files.setOwner(
            folder,
            folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
      }
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      return new KinetdProcess(process, folder, adminPort);
    }

    private static Path copy(Path file, Path folder) throws IOException {
      Path copy = Files.copy(file, folder.resolve(file.getFileName()));
      return Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("r--r--r--"));
    }
  }
}
