package dev.kinetd.runtime.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Handler;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Metadata;
import dev.kinetd.runtime.frontend.Declared;
import dev.kinetd.runtime.frontend.Dialect;
import dev.kinetd.runtime.frontend.Documents;
import dev.kinetd.runtime.frontend.ReadOptions;
import dev.kinetd.runtime.frontend.Reading;
import dev.kinetd.runtime.frontend.ServiceNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceYamlTest {

  private static final Path SOURCES = Path.of("src", "test", "resources", "inetd");
  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final int MANY = 2_000;

  @TempDir private Path folder;

  @Test
  void writesAServiceAsAPersonWould() throws IOException {
    // given
    Path file =
        Files.writeString(
            folder.resolve("inetd.conf"),
            "5555 stream tcp nowait.60 nobody.nogroup /usr/bin/report yes 8:30 -v\n");

    // when
    List<InetdService> services =
        ServiceConversion.of(read(file, Dialect.OPENBSD), List.of()).services();

    // then
    assertThat(yaml(services))
        .isEqualTo(
            """
            ---
            apiVersion: kinetd.dev/v1alpha1
            kind: InetdService
            metadata:
              name: port-5555-tcp
            spec:
              port: 5555
              handler:
                command:
                - /usr/bin/report
                - '8:30'
                - -v
                argv0: 'yes'
              launch:
                user: nobody
                group: nogroup
                noNewPrivileges: Disabled
                stderr: Client
              limits:
                startsPerMinute: 60
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "debian.conf, OPENBSD",
    "debian.conf, INETUTILS",
    "traps.conf, OPENBSD",
    "traps.conf, INETUTILS",
    "places.conf, OPENBSD",
    "multiplexer.conf, INETUTILS"
  })
  void readsBackWhatTheFrontEndMadeOfAFile(String name, Dialect dialect) throws IOException {
    assertSameAfterConversion(read(SOURCES.resolve(name), dialect));
  }

  @Test
  void readsBackEveryExample() throws IOException {
    try (var files = Files.walk(EXAMPLES)) {
      List<Path> examples =
          files.filter(file -> file.toString().matches(".*\\.(conf|yaml)")).toList();
      assertThat(examples).hasSizeGreaterThan(2);
      for (Path example : examples) {
        assertSameAfterConversion(read(example, Dialect.OPENBSD));
      }
    }
  }

  @Test
  void keepsLineBreaksThatOnlySomeReadersKnowInQuotes() {
    // given
    var handler = new Handler(List.of("/bin/echo", "\u2028", "a\u0085\nb\u2029"), null, null);
    var spec =
        new InetdServiceSpec(
            null, 7777, null, null, null, null, null, null, null, handler, null, null, null);

    // then
    assertThat(ServiceYaml.of(new InetdService(Metadata.named("x"), spec)))
        .contains("- \"\\L\"\n", "- \"a\\N\\nb\\P\"\n");
  }

  @Test
  void readsBackRandomServices() throws IOException {
    // given
    long seed = System.nanoTime();
    var random = new RandomServices(new Random(seed));
    var services = new ArrayList<InetdService>();
    for (int i = 0; i < MANY; i++) {
      services.add(random.next(i));
    }

    // then
    System.out.println("random services of seed " + seed);
    assertThat(readBack(services)).isEqualTo(services);
  }

  private void assertSameAfterConversion(List<Declared> declared) throws IOException {
    // given
    assertThat(declared).isNotEmpty();

    // when
    ServiceConversion conversion = ServiceConversion.of(declared, List.of());

    // then
    assertThat(readBack(conversion.services())).isEqualTo(conversion.services());
    if (conversion.services().size() == declared.size()) {
      assertThat(conversion.services().stream().map(InetdService::daemonName))
          .isEqualTo(declared.stream().map(one -> one.service().daemonName()).toList());
    }
  }

  private List<InetdService> readBack(List<InetdService> services) throws IOException {
    Path file = Files.writeString(folder.resolve("services.yaml"), yaml(services));
    Reading reading =
        Documents.read(
            List.of(file), new ReadOptions(null, Dialect.OPENBSD, ServiceNames.ofSystem()));
    assertThat(reading.findings()).isEmpty();
    return reading.services().stream().map(Declared::service).toList();
  }

  private static String yaml(List<InetdService> services) {
    return services.stream().map(ServiceYaml::of).collect(Collectors.joining());
  }

  private static List<Declared> read(Path file, Dialect dialect) {
    var names = ServiceNames.of(SOURCES.resolve("services"));
    return Documents.read(List.of(file), new ReadOptions(null, dialect, names)).services();
  }
}
