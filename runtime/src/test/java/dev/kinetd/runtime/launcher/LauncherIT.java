package dev.kinetd.runtime.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./kinetd} in a checkout of its own, with a Maven that counts how often it is called. */
class LauncherIT {

  private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();

  @TempDir Path temporary;
  private Path checkout;

  @BeforeEach
  void makeCheckout() throws IOException {
    checkout = Files.createDirectory(temporary.resolve("a checkout"));
    for (String file : List.of("kinetd", "build/jvm.sh", "build/toolchain.sh")) {
      Files.createDirectories(checkout.resolve(file).getParent());
      Files.copy(CHECKOUT.resolve(file), checkout.resolve(file));
    }
    assertThat(checkout.resolve("kinetd").toFile().setExecutable(true)).isTrue();
    for (String folder : List.of("api/target", "api/src/main", "runtime/target", "bin", ".mvn")) {
      Files.createDirectories(checkout.resolve(folder));
    }
    for (String pom : List.of("pom.xml", "api/pom.xml", "runtime/pom.xml")) {
      Files.createFile(checkout.resolve(pom));
    }
    Files.createDirectories(source().getParent());
    Files.writeString(
        source(),
        """
        package dev.kinetd.runtime;
        public class Kinetd {
          public static void main(String[] arguments) {
            System.out.println("started with " + String.join("|", arguments));
          }
        }
        """);
    fakeMaven("cp \"$0.jar\" runtime/target/kinetd-runtime-0-runner.jar");
    makeJar(checkout.resolve("bin/mvn.jar"));
  }

  @Test
  void buildsOnce() throws Exception {
    // when
    Run first = kinetd("check", "a b");
    Run second = kinetd("check", "a b");

    // then
    assertThat(first.status()).isZero();
    assertThat(first.err()).contains("kinetd: building");
    assertThat(second).isEqualTo(new Run(0, "started with check|a b\n", ""));
    assertThat(builds()).isOne();
  }

  @Test
  void namesFilesOutsideAsciiAlsoInTheLocaleOfCron() throws Exception {
    // given
    kinetd("check");

    // when
    Run run = run("/usr/bin/env", "LC_ALL=C", checkout.resolve("kinetd").toString(), "m\u00fc");

    // then
    assertThat(run.out()).isEqualTo("started with m\u00fc\n");
  }

  @Test
  void letsNothingTakeThePlaceOfAClosedStandardDescriptor() throws Exception {
    // given
    Files.writeString(
        source(),
        """
        package dev.kinetd.runtime;
        import java.nio.file.*;
        public class Kinetd {
          public static void main(String[] arguments) throws Exception {
            String places = "";
            for (int fd = 0; fd < 3; fd++) {
              places += Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)) + " ";
            }
            Files.writeString(Path.of(arguments[0]), places);
          }
        }
        """);
    makeJar(checkout.resolve("bin/mvn.jar"));
    kinetd(temporary.resolve("places").toString());

    // when
    run(
        "/bin/sh",
        "-c",
        "exec \"$@\" <&- >&- 2>&-",
        "sh",
        checkout.resolve("kinetd").toString(),
        temporary.resolve("places").toString());

    // then
    assertThat(temporary.resolve("places")).hasContent("/dev/null /dev/null /dev/null ");
  }

  @Test
  void buildsAgainWhenASourceHasChanged() throws Exception {
    // given
    kinetd("check");

    // when
    Files.setLastModifiedTime(source(), FileTime.from(Instant.now()));
    kinetd("check");

    // then
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void buildsAgainWhenASourceIsGone() throws Exception {
    // given
    Path other = Files.createFile(source().resolveSibling("Other.java"));
    kinetd("check");

    // when
    Files.delete(other);
    kinetd("check");

    // then
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void neverRunsWhatIsOldWhenTheBuildFails() throws Exception {
    // given
    kinetd("check");
    Files.setLastModifiedTime(source(), FileTime.from(Instant.now()));
    fakeMaven("echo '[ERROR] Kinetd.java: no such thing'; exit 1");

    // when
    Run run = kinetd("check");

    // then
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("Kinetd.java: no such thing", "the build failed");
  }

  @Test
  void buildsOnceForStartsAtTheSameMoment() throws Exception {
    // given
    Callable<Run> start = () -> kinetd("check", "x");

    // when
    List<Future<Run>> runs;
    try (var starters = Executors.newFixedThreadPool(4)) {
      runs = starters.invokeAll(List.of(start, start, start, start));
    }

    // then
    for (Future<Run> run : runs) {
      assertThat(run.get().out()).isEqualTo("started with check|x\n");
    }
    assertThat(builds()).isOne();
  }

  @Test
  void startsThroughALinkFromAnywhere() throws Exception {
    // given
    Path link =
        Files.createSymbolicLink(temporary.resolve("link"), Path.of("a checkout", "kinetd"));

    // when
    Run run = run(link.toString(), "--version");

    // then
    assertThat(run.out()).isEqualTo("started with --version\n");
  }

  @Test
  void runsAllTheSameWithACacheThatIsBroken() throws Exception {
    // given
    kinetd("check");
    try (Stream<Path> files = Files.walk(checkout.resolve("runtime/target/launcher"))) {
      Path cache = files.filter(file -> file.endsWith("tool.aot")).findFirst().orElseThrow();
      Files.writeString(cache, "garbage");
    }

    // when
    Run run = kinetd("check");

    // then
    assertThat(run).isEqualTo(new Run(0, "started with check\n", ""));
  }

  private Path source() {
    return checkout.resolve("runtime/src/main/java/dev/kinetd/runtime/Kinetd.java");
  }

  private void fakeMaven(String shell) throws IOException {
    Path maven = checkout.resolve("bin/mvn");
    Files.writeString(maven, "#!/bin/sh\necho build >>\"$0.builds\"\n" + shell + "\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
  }

  private void makeJar(Path jar) {
    Path classes = temporary.resolve("classes");
    tool("javac", "-d", classes.toString(), source().toString());
    tool("jar", "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
  }

  private static void tool(String name, String... arguments) {
    ToolProvider tool = ToolProvider.findFirst(name).orElseThrow();
    assertThat(tool.run(System.out, System.err, arguments)).as(name).isZero();
  }

  private int builds() throws IOException {
    return Files.readAllLines(checkout.resolve("bin/mvn.builds")).size();
  }

  private Run kinetd(String... arguments) throws IOException, InterruptedException {
    return run(
        Stream.concat(Stream.of(checkout.resolve("kinetd").toString()), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private Run run(String... words) throws IOException, InterruptedException {
    Path out = Files.createTempFile(temporary, "out", "");
    Path err = Files.createTempFile(temporary, "err", "");
    var builder = new ProcessBuilder(words).directory(temporary.toFile());
    builder.environment().merge("PATH", "", (path, none) -> checkout.resolve("bin") + ":" + path);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    int status = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    return new Run(status, Files.readString(out), Files.readString(err));
  }

  private record Run(int status, String out, String err) {}
}
