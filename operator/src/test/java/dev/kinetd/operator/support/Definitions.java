package dev.kinetd.operator.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/** The definitions of deploy/crd, in an API server. */
public final class Definitions {

  private static final Path FOLDER = Path.of("..", "deploy", "crd");
  private static final Set<ApiServer> DONE = Collections.newSetFromMap(new WeakHashMap<>());

  private Definitions() {}

  /** Applies them, unless that was done, and returns when the server serves them. */
  public static synchronized void apply(ApiServer server) {
    if (!DONE.add(server)) {
      return;
    }
    for (Path file : files()) {
      try {
        server.kubectl().apply(Files.readString(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    await("the definitions")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                server
                        .kubectl()
                        .run("get", "inetdservices,accessrules,inetdruntimes", "-o", "name")
                        .status()
                    == 0);
  }

  private static List<Path> files() {
    var files = new ArrayList<Path>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(FOLDER, "*.kinetd.dev.yaml")) {
      all.forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
