package dev.kinetd.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.runtime.support.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the machine code is what its commented source says. */
class LaunchCodeTest {

  @TempDir Path folder;

  @Test
  void isWhatTheSourceForAmd64AssemblesTo() throws Exception {
    assertThat(assemble("launch-amd64.s", Peer.AS_AMD64, Peer.OBJCOPY_AMD64))
        .isEqualTo(LaunchCode.AMD64);
  }

  @Test
  void isWhatTheSourceForArm64AssemblesTo() throws Exception {
    assertThat(assemble("launch-arm64.s", Peer.AS_ARM64, Peer.OBJCOPY_ARM64))
        .isEqualTo(LaunchCode.ARM64);
  }

  private String assemble(String source, Peer assembler, Peer objcopy) throws Exception {
    String object = folder.resolve("launch.o").toString();
    Path code = folder.resolve("launch.bin");
    run(assembler, "-o", object, "src/main/assembly/" + source);
    run(objcopy, "-O", "binary", "--only-section=.text", object, code.toString());
    return HexFormat.of().formatHex(Files.readAllBytes(code));
  }

  private static void run(Peer tool, String... arguments) throws Exception {
    Path program = tool.path();
    String[] words =
        Stream.concat(Stream.of(program.toString()), Arrays.stream(arguments))
            .toArray(String[]::new);
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("LD_LIBRARY_PATH", libraries(program));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(Arrays.toString(words) + ": " + output).isZero();
  }

  /** Those of the package, which lies unpacked where the loader does not look. */
  private static String libraries(Path program) throws IOException {
    try (Stream<Path> folders = Files.list(program.resolveSibling("../lib"))) {
      return folders
          .filter(path -> path.getFileName().toString().endsWith("-linux-gnu"))
          .map(Path::toString)
          .collect(Collectors.joining(":"));
    }
  }
}
