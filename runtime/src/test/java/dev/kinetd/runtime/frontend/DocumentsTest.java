package dev.kinetd.runtime.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentsTest {

  private static final String LINE = "80 stream tcp nowait root /x";
  private static final String YAML =
      """
      apiVersion: kinetd.dev/v1alpha1
      kind: InetdService
      metadata: {name: %s}
      spec: {port: %d, handler: {builtin: Echo}}
      """;

  @TempDir private Path folder;

  @Test
  void tellsTheFormatFromTheContent() {
    // given
    Sources sources =
        new Sources(folder)
            .file("a", "# kind: of comment", LINE)
            .file("b.conf", "# comment", YAML.formatted("b", 7001))
            .file("c.txt", "%YAML 1.2", "---", YAML.formatted("c", 7002))
            .file(
                "d",
                "{apiVersion: kinetd.dev/v1alpha1, kind: InetdService,",
                " metadata: {name: d}, spec: {port: 7003, handler: {builtin: Echo}}}");

    // then
    assertThat(sources.findings()).isEmpty();
    assertThat(sources.names()).containsExactly("80-tcp", "b", "c", "d");
  }

  @Test
  void recognisesWhatItDoesNotReadYet() {
    // given
    Sources sources =
        new Sources(folder)
            .file("xinetd.conf", "# comment", "", "defaults", "{", "  instances = 60", "}")
            .file("ftp", "service ftp", "{", "  disable = no", "}")
            .file("main", "includedir /etc/xinetd.d")
            .file("a.socket", "; comment", "[Unit]", "Description=x", "[Socket]")
            .file("good", LINE);

    // then
    assertThat(sources.names()).containsExactly("80-tcp");
    assertThat(sources.findings())
        .hasSize(4)
        .allSatisfy(finding -> assertThat(finding).contains(": error: ", "is unsupported so far"))
        .satisfies(
            findings -> {
              assertThat(findings.get(0)).startsWith("xinetd.conf: ").contains("an xinetd.conf");
              assertThat(findings.get(3)).startsWith("a.socket: ").contains("a systemd unit");
            });
  }

  @Test
  void canBeToldTheFormat() {
    assertThat(
            new Sources(folder).format(Format.INETD).file("a", YAML.formatted("a", 7001)).names())
        .isEmpty();
    assertThat(new Sources(folder).format(Format.YAML).file("a", LINE).findings())
        .singleElement()
        .asString()
        .startsWith("a:1:1: error: the document is not a mapping");
  }

  @Test
  void readsTheFilesOfAFolderThatCountByName() throws IOException {
    // given
    Path services = folder.resolve("services.d");
    Sources files =
        new Sources(services)
            .file("c.conf", "1 stream tcp nowait root /x")
            .file("b", "2 stream tcp nowait root /x")
            .file("a.yml", YAML.formatted("yml", 3))
            .file("d.yaml", YAML.formatted("yaml", 4))
            .file("script", "#!/bin/sh", "exit")
            .file("mytest.sh", "nonsense")
            .file("b.conf~", "nonsense")
            .file(".hidden", "nonsense")
            .file(".hidden.conf", "nonsense")
            .file("sub/e.conf", "nonsense");
    Files.createSymbolicLink(services.resolve("link.conf"), Path.of("c.conf"));
    files.read();

    // when
    Files.delete(services.resolve("services.txt"));
    Sources sources = new Sources(folder).path(services);

    // then
    assertThat(sources.names()).containsExactly("yml", "2-tcp", "yaml", "1-tcp");
    assertThat(sources.findings())
        .containsExactly(
            "services.d/link.conf:1: warning: the same socket as at services.d/c.conf:1,"
                + " which is therefore not served; remove one of them");
  }

  @Test
  void readsEveryFileOfAFolderForInetutils() {
    // given
    Path services = folder.resolve("inetd.d");
    new Sources(services)
        .file(".hidden", "1 stream tcp nowait root /x")
        .file("a.conf~", "2 stream tcp nowait root /x")
        .read();

    // when
    Sources sources = new Sources(folder).dialect(Dialect.INETUTILS).path(services);

    // then
    assertThat(sources.names()).containsExactly("1-tcp", "2-tcp");
    assertThat(sources.findings()).isNotEmpty().allMatch(f -> f.contains("services.txt:"));
  }

  @Test
  void saysWhatIsNotThere() throws IOException {
    // given
    Path empty = Files.createDirectory(folder.resolve("empty.d"));
    Sources sources =
        new Sources(folder)
            .path(folder.resolve("missing"))
            .path(empty)
            .file("empty")
            .bytes("nothing", new byte[0])
            .file("comments", "# one", "", "# two")
            .path(Path.of("/dev/null"))
            .file("good", LINE);

    // then
    assertThat(sources.names()).containsExactly("80-tcp");
    assertThat(sources.findings())
        .containsExactly(
            "missing: error: cannot be read: no such file or folder; check its path and"
                + " permissions",
            "empty.d: warning: the folder holds no file that declares services; kinetd reads"
                + " *.conf, *.yaml, *.yml, and names without a dot",
            "empty: warning: declares no service; add one, or leave the file out",
            "nothing: warning: declares no service; add one, or leave the file out",
            "comments: warning: declares no service; add one, or leave the file out",
            "/dev/null: error: is neither a file nor a folder; name a file or a folder");
  }

  @Test
  void servesTheLaterOfTwoLinesForOneSocket() {
    // given
    Sources sources =
        new Sources(folder)
            .file(
                "a",
                "80 stream tcp nowait root /first",
                "www stream tcp nowait root /second",
                "80 stream tcp6 nowait root /other-family",
                "80 dgram udp wait root /other-protocol",
                "127.0.0.1:80 stream tcp nowait root /other-address");

    // then
    assertThat(sources.findings())
        .containsExactly(
            "a:2: warning: the same socket as at a:1,"
                + " which is therefore not served; remove one of them");
    assertThat(sources.read().services())
        .extracting(declared -> declared.service().spec().handler().program())
        .containsExactly("/second", "/other-family", "/other-protocol", "/other-address");
  }

  @Test
  void servesTheLaterOfTwoServicesWithOneName() {
    // given
    Sources sources =
        new Sources(folder)
            .file("a.yaml", YAML.formatted("one", 7001))
            .file("b.yaml", YAML.formatted("one", 7002));

    // then
    assertThat(sources.onlySpec().port()).isEqualTo(7002);
    assertThat(sources.findings())
        .containsExactly(
            "b.yaml:1: warning: metadata.name: \"one\" is also declared at a.yaml:1,"
                + " which is therefore not served; rename one of them");
  }

  @Test
  void addsTheAddressWhereANameClashes() {
    assertThat(
            new Sources(folder)
                .file(
                    "a",
                    "127.0.0.1:ftp stream tcp nowait root /x",
                    "[::1]:ftp stream tcp nowait root /x",
                    "10.0.0.1,10.0.0.2:ftp stream tcp nowait root /x",
                    "10.0.0.1:21 stream tcp nowait root /x")
                .file("b.yaml", YAML.formatted("21-tcp", 7001))
                .names())
        .containsExactly(
            "ftp-tcp", "ftp-tcp-1", "ftp-tcp-10-0-0-1-10-0-0-2", "21-tcp-10-0-0-1", "21-tcp");
  }

  @Test
  void servesWhatIsBetweenBrokenLines() {
    // given
    byte[] content =
        (LINE
                + "\n81 stream tcp nowait root /x "
                + "x".repeat(1_000_000)
                + "\n82 stream tcp nowait root /x\0\n83 stream tcp nowait root /\u00ff\n  \u00ff\n"
                + "# \u00ff\n84 stream tcp nowait root /x")
            .getBytes(StandardCharsets.ISO_8859_1);

    // when
    Sources sources = new Sources(folder).bytes("a", content);

    // then
    assertThat(sources.names()).containsExactly("80-tcp", "84-tcp");
    assertThat(sources.findings())
        .containsExactly(
            "a:2: error: the line is longer than 131072 bytes (1000029); correct or remove it",
            "a:3: error: the line has a NUL byte; correct or remove it",
            "a:4: error: the line is not UTF-8 text; correct or remove it");
  }

  @Test
  void refusesAFileThatIsTooLarge() {
    assertThat(
            new Sources(folder)
                .bytes("a", new byte[SourceFiles.MAX_FILE + 1])
                .file("good", LINE)
                .findings())
        .singleElement()
        .asString()
        .startsWith("a: error: is larger than");
  }

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"OPENBSD", "INETUTILS"})
  void turnsNoGarbageIntoAnException(Dialect dialect) {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      // given
      byte[] content = new byte[random.nextInt(3000)];
      random.nextBytes(content);
      boolean letters = i % 3 != 0;
      for (int j = 0; letters && j < content.length; j++) {
        content[j] = (byte) " \t\n#:./,\"'+-{}[]&*!|>%tcpudpwait80\r".charAt(content[j] & 31);
      }
      Sources sources =
          new Sources(folder)
              .dialect(dialect)
              .format(i % 2 == 0 ? Format.YAML : Format.INETD)
              .bytes("garbage", content)
              .file("good.yaml", i % 2 == 0 ? YAML.formatted("good", 7001) : LINE);

      // when
      Reading reading = sources.read();

      // then
      assertThat(reading.services()).as("seed " + seed + ", round " + i).isNotEmpty();
      assertThat(sources.findings(reading)).allSatisfy(f -> assertThat(f).matches("[ -~]+"));
    }
  }
}
