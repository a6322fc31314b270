package dev.kinetd.runtime.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.frontend.Dialect;
import dev.kinetd.runtime.frontend.Documents;
import dev.kinetd.runtime.frontend.ReadOptions;
import dev.kinetd.runtime.frontend.ServiceNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which services had better go on as they were when their text cannot be used. */
class BrokenTextTest {

  private static final String ME = System.getProperty("user.name");

  @TempDir Path folder;

  @Test
  void takesAServiceForBrokenOnlyWhereItsOwnTextMayBeTheReason() throws IOException {
    // given
    ResolvedService first = only("7777 stream tcp4 nowait " + ME + " /bin/cat");

    // then
    assertThat(inetd("nonsense").isBroken(first)).as("its line").isTrue();
    assertThat(inetd("", "nonsense").isBroken(first)).as("another line").isFalse();
    assertThat(resolve("t.conf", "\0\0\0").isBroken(first)).as("its file").isTrue();
    assertThat(resolve("u.conf", "\0\0\0").isBroken(first)).as("another file").isFalse();
    assertThat(inetd("", "7777 stream tcp4 nowait ghost /bin/cat").isBroken(first))
        .as("its name")
        .isTrue();
  }

  @Test
  void takesTheServicesOfAYamlFileForBrokenWhenItWasCut() throws IOException {
    // given
    ResolvedService old = yaml("handler: {command: [/bin/cat]}").services().getFirst();

    // when
    Resolution cut = resolve("t.yaml", "apiVersion: kinetd.dev/v1alpha1\nkind: \"Inetd");

    // then
    assertThat(cut.isBroken(old)).isTrue();
  }

  @Test
  void takesWhatAFolderHeldForBrokenWhenTheFolderIsGone() throws IOException {
    // given
    ResolvedService old = only("7777 stream tcp4 nowait " + ME + " /bin/cat");

    // when
    Path gone = folder.resolve("t.conf");
    Files.delete(gone);
    Resolution resolution = resolve(gone);

    // then
    assertThat(resolution.isBroken(old)).isTrue();
  }

  private ResolvedService only(String line) throws IOException {
    return inetd(line).services().getFirst();
  }

  private Resolution inetd(String... lines) throws IOException {
    return resolve("t.conf", String.join("\n", lines) + "\n");
  }

  private Resolution yaml(String handler) throws IOException {
    String head = "apiVersion: kinetd.dev/v1alpha1\nkind: InetdService\nmetadata: {name: cut}\n";
    return resolve("t.yaml", head + "spec:\n  port: 7777\n  " + handler + "\n");
  }

  private Resolution resolve(String name, String text) throws IOException {
    return resolve(Files.writeString(folder.resolve(name), text));
  }

  private static Resolution resolve(Path file) {
    var options = new ReadOptions(null, Dialect.OPENBSD, ServiceNames.ofSystem());
    return Resolver.resolve(Documents.read(List.of(file), options), ResolveOptions.of(false));
  }
}
