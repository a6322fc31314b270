package dev.kinetd.runtime.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.KinetdProcess;
import dev.kinetd.runtime.support.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitDaemonIT {

  @TempDir Path folder;

  @Test
  void letsARepositoryBeCloned() throws Exception {
    // given
    Path repository = folder.resolve("project.git");
    git("init", "--quiet", repository.toString());
    Files.writeString(repository.resolve("README"), "a project\n");
    git("-C", repository.toString(), "add", "README");
    git(
        "-C",
        repository.toString(),
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "commit",
        "--quiet",
        "--message",
        "Begin");
    int port = KinetdProcess.freePort();
    Path config =
        Files.writeString(
            folder.resolve("inetd.conf"),
            "%d stream tcp nowait %s %s git daemon --inetd --export-all --base-path=%s\n"
                .formatted(port, System.getProperty("user.name"), Peer.GIT.path(), folder));
    try (var kinetd = KinetdProcess.serving(config).start()) {

      // when
      Path copy = folder.resolve("copy");
      git("clone", "--quiet", "git://127.0.0.1:" + port + "/project.git", copy.toString());

      // then
      assertThat(copy.resolve("README")).hasContent("a project\n");
      kinetd.awaitLog("exited", "status=0");
      kinetd.assertNothingLeaked();
    }
  }

  private static void git(String... arguments) throws Exception {
    Command.of(Peer.GIT.path(), arguments).run();
  }
}
