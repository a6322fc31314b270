package dev.kinetd.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the machine code is what its commented source says. */
class LaunchCodeTest {

  @TempDir Path folder;

  @Test
  void isWhatTheSourceForAmd64AssemblesTo() throws Exception {
    assertThat(assemble("launch-amd64.s", "x86-64", "x86_64-linux-gnu-"))
        .isEqualTo(LaunchCode.AMD64);
  }

  @Test
  void isWhatTheSourceForArm64AssemblesTo() throws Exception {
    assertThat(assemble("launch-arm64.s", "aarch64", "aarch64-linux-gnu-"))
        .isEqualTo(LaunchCode.ARM64);
  }

  private String assemble(String source, String target, String prefix) throws Exception {
    String tools = Stream.of(prefix, "").filter(p -> makes(p, target)).findFirst().orElse(null);
    assumeTrue(tools != null, "no assembler for " + target + ": " + prefix + "as of binutils");
    Path object = folder.resolve("launch.o");
    Path code = folder.resolve("launch.bin");
    run(tools + "as", "-o", object.toString(), "src/main/assembly/" + source);
    run(
        tools + "objcopy",
        "-O",
        "binary",
        "--only-section=.text",
        object.toString(),
        code.toString());
    return HexFormat.of().formatHex(Files.readAllBytes(code));
  }

  private static boolean makes(String prefix, String target) {
    try {
      String version = run(prefix + "as", "--version");
      run(prefix + "objcopy", "--version");
      return version.contains("`" + target);
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String run(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(Arrays.toString(words) + ": " + output).isZero();
    return output;
  }
}
