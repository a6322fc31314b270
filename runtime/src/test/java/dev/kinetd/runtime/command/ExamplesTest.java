package dev.kinetd.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Finding;
import dev.kinetd.runtime.frontend.Dialect;
import dev.kinetd.runtime.frontend.Documents;
import dev.kinetd.runtime.frontend.ReadOptions;
import dev.kinetd.runtime.frontend.Reading;
import dev.kinetd.runtime.frontend.ServiceNames;
import dev.kinetd.runtime.resolve.Machine;
import dev.kinetd.runtime.resolve.Resolution;
import dev.kinetd.runtime.resolve.ResolveOptions;
import dev.kinetd.runtime.resolve.Resolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in the folder of examples is read as its pages say. */
class ExamplesTest {

  private static final Path EXAMPLES = Path.of("..", "examples");

  @Test
  void readsTheFirstStepsWithTheirTwoSurprises() throws IOException {
    // given
    Path folder = EXAMPLES.resolve("first-steps");
    Path file = folder.resolve("inetd.conf");

    // when
    Reading reading = read(folder);

    // then
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            110 stream tcp nowait root /usr/sbin/in.pop3d
            4567 stream tcp nowait nobody /bin/nc -t 192.168.1.41 80
            5555 stream tcp noweit nobody /usr/local/bin/mytest.sh
            """);
    assertThat(reading.services())
        .extracting(declared -> declared.service().name())
        .containsExactly("110-tcp", "4567-tcp", "5555-tcp");
    assertThat(reading.findings())
        .extracting(Finding::toString)
        .containsExactly(
            file
                + ":2: warning: \"-t\" is the program's name (argv[0]), not an option; write the"
                + " name of the program before it",
            file
                + ":3: warning: \"noweit\" is neither wait nor nowait, and is taken for nowait;"
                + " write wait or nowait");
    assertThat(folder.resolve("mytest.sh")).isExecutable();
  }

  @Test
  void servesTheGreetingWithoutRoot() {
    // given
    var ordinary = new Machine(12345, 12345, 0, 1024, true);

    // when
    Resolution resolution =
        Resolver.resolve(read(EXAMPLES.resolve("hello")), new ResolveOptions(false, ordinary));

    // then
    assertThat(resolution.findings()).isEmpty();
    assertThat(resolution.services())
        .singleElement()
        .satisfies(service -> assertThat(service.credentials()).isNull());
  }

  @Test
  void servesTheScriptAsItStands() {
    // when
    Resolution resolution =
        Resolver.resolve(read(EXAMPLES.resolve("script")), ResolveOptions.of(true));

    // then
    assertThat(resolution.findings()).isEmpty();
    assertThat(resolution.services())
        .singleElement()
        .satisfies(service -> assertThat(service.program()).hasToString("/bin/sh"));
  }

  private static Reading read(Path folder) {
    return Documents.read(
        List.of(folder), new ReadOptions(null, Dialect.OPENBSD, ServiceNames.ofSystem()));
  }
}
