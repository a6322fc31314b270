package dev.kinetd.operator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real kubectl, as a person would use it in one namespace. */
public final class Kubectl {

  private static final long PATIENCE_SECONDS = 60;

  private final Path kubeconfig;
  private final String namespace;

  Kubectl(Path kubeconfig, String namespace) {
    this.kubeconfig = kubeconfig;
    this.namespace = namespace;
  }

  /** kubectl for what needs no cluster. */
  public static Kubectl withoutCluster() {
    return new Kubectl(Path.of("target", "no-cluster").toAbsolutePath(), "default");
  }

  /** What it said, and with which status it ended. */
  public record Result(int status, String output, String errors) {}

  /** The same person in another namespace. */
  public Kubectl in(String otherNamespace) {
    return new Kubectl(kubeconfig, otherNamespace);
  }

  /** Another person in the same namespace, by {@link ApiServer#kubeconfigOf}. */
  public Kubectl as(Path otherKubeconfig) {
    return new Kubectl(otherKubeconfig, namespace);
  }

  /** Runs it with these words and nothing to read. */
  public Result run(String... words) {
    return runWith("", words);
  }

  /** Runs it with these words and, at its standard input, this text. */
  public Result runWith(String input, String... words) {
    var command = new ArrayList<>(List.of(Program.file("kubectl").toString()));
    command.addAll(List.of("--kubeconfig", kubeconfig.toString(), "--namespace", namespace));
    command.addAll(List.of(words));
    try {
      return run(command, input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + command, e);
    }
  }

  /** What it prints when it succeeds, which it must. */
  public String output(String... words) {
    return succeeded(run(words), words);
  }

  /** Applies these documents, which must succeed; what it printed. */
  public String apply(String yaml) {
    String[] words = {"apply", "-f", "-"};
    return succeeded(runWith(yaml, words), words);
  }

  private static String succeeded(Result result, String... words) {
    if (result.status() != 0) {
      throw new AssertionError(
          "kubectl %s: status %d: %s"
              .formatted(String.join(" ", words), result.status(), result.errors()));
    }
    return result.output();
  }

  /** Through files, as a pipe that nobody empties would stop it. */
  private Result run(List<String> command, String input) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("kinetd-kubectl-");
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path errors = folder.resolve("errors");
    try {
      var builder =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(errors.toFile());
      // What it remembers of the server's kinds, for its next start.
      builder.environment().put("KUBECACHEDIR", kubeconfig.resolveSibling("kubectl").toString());
      builder.environment().put("KUBERC", "off");
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("no end within a minute: " + command);
      }
      return new Result(process.exitValue(), Files.readString(out), Files.readString(errors));
    } finally {
      for (Path file : List.of(in, out, errors)) {
        Files.deleteIfExists(file);
      }
      Files.delete(folder);
    }
  }
}
