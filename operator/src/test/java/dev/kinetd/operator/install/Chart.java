package dev.kinetd.operator.install;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The chart of helm/kinetd, as Helm renders it. */
final class Chart {

  /** Its folder. */
  static final Path FOLDER = Path.of("../helm/kinetd").toAbsolutePath().normalize();

  /** The release's name in the tests. */
  static final String RELEASE = "kinetd";

  /** The release's namespace in the tests, as in docs/install.md and deploy/install/cluster. */
  static final String NAMESPACE = "kinetd-system";

  /** What makes of an object one that Helm makes only at certain moments. */
  private static final String HOOK = "helm.sh/hook:";

  /** The same annotation as anybody's. */
  private static final String SHOWN = "kinetd.dev/hook:";

  private Chart() {}

  /** Helm, with the chart in hand. */
  static Helm helm() {
    return new Helm(FOLDER);
  }

  /** One of its files. */
  static String file(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name));
  }

  /**
   * What a release kinetd in the namespace kinetd-system consists of, with these values in YAML.
   */
  static List<Manifest> render(String values) {
    return render(RELEASE, NAMESPACE, values);
  }

  /**
   * What {@code helm test} makes. The library renders no hooks; so this is another chart, in which
   * they are none.
   */
  static List<Manifest> renderTests(String values) {
    try {
      Path copy = Files.createTempDirectory("kinetd-chart-");
      try {
        copy(FOLDER, copy);
        String all = text(new Helm(copy), RELEASE, NAMESPACE, values);
        return Manifest.parse(all).stream()
            .filter(m -> m.annotations().containsKey("kinetd.dev/hook"))
            .toList();
      } finally {
        delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, Files.readString(file).replace(HOOK, SHOWN));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** What a release consists of. */
  static List<Manifest> render(String release, String namespace, String values) {
    return Manifest.parse(text(release, namespace, values));
  }

  /** What a release consists of, as text. */
  static String text(String release, String namespace, String values) {
    return text(helm(), release, namespace, values);
  }

  private static String text(Helm helm, String release, String namespace, String values) {
    return withFile(
        values,
        file ->
            helm.template()
                .withName(release)
                .withNamespace(namespace)
                .withKubeVersion("1.35.0")
                .withValuesFile(file)
                .call());
  }

  /** Does something with values in a file. */
  static <T> T withFile(String values, Function<Path, T> use) {
    try {
      Path file = Files.createTempFile("kinetd-values-", ".yaml");
      try {
        return use.apply(Files.writeString(file, values));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one object of a kind and name. */
  static Manifest one(List<Manifest> manifests, String kind, String name) {
    return manifests.stream()
        .filter(m -> m.kind().equals(kind) && m.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    "no "
                        + kind
                        + " "
                        + name
                        + " among "
                        + manifests.stream().map(Manifest::id).toList()));
  }
}
