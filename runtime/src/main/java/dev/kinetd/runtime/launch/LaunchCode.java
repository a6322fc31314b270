package dev.kinetd.runtime.launch;

import dev.kinetd.runtime.linux.Architecture;
import dev.kinetd.runtime.linux.ExecutablePage;
import dev.kinetd.runtime.linux.LinuxException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.HexFormat;

/**
 * The machine code that clones and dresses a child; everything else is Java. Its commented source
 * is {@code src/main/assembly/launch-amd64.s} and {@code launch-arm64.s}; a test assembles both and
 * compares.
 *
 * <p>The JVM cannot fork, posix_spawn(3) cannot put a profile on the child, and a profile put on
 * the spawning thread in its place would open that thread, and with it the JVM, to the handler.
 */
final class LaunchCode {

  static final String AMD64 =
      "5341544889fbb80e000000bf02000000488d7310488d531841ba08000000"
          + "0f05b838000000bf11510000488b7308488d53304531d24531c00f054885"
          + "c074224989c4b80e000000bf02000000488d731831d241ba080000000f05"
          + "4c89e0415c5bc34c8b23498b0424498b7c2408498b742410498b5424184d"
          + "8b5424204d8b4424284d8b4c24300f05483d01f0ffff73064983c440ebce"
          + "49837c24380075f248f7d8488943204c896328b83c000000bf7f0000000f"
          + "05";

  static final String ARM64 =
      "f353bfa9f30300aae81080d2400080d26142009162620091030180d20100"
          + "00d4881b80d220228ad2610640f962c20091030080d2040080d2010000d4"
          + "600100b4f40300aae81080d2400080d261620091020080d2030180d20100"
          + "00d4e00314aaf353c1a8c0035fd6740240f9880240f9808640a9828e41a9"
          + "849642a9010000d41ffc3fb16200005494020191f8ffff17811e40f9a1ff"
          + "ffb5e00300cb601200f9741600f9a80b80d2e00f80d2010000d4";

  private final MethodHandle launch;

  /** Maps the code; once in a process is enough. */
  LaunchCode() throws LinuxException {
    String code = Architecture.current() == Architecture.AMD64 ? AMD64 : ARM64;
    MemorySegment entry = ExecutablePage.of(HexFormat.of().parseHex(code));
    launch =
        Linker.nativeLinker()
            .downcallHandle(
                entry, FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  }

  /** Carries out the order at an address; the child's pid or the negative errno of clone(2). */
  long launch(long order) {
    try {
      return (long) launch.invokeExact(order);
    } catch (Throwable t) {
      throw new IllegalStateException("launch", t);
    }
  }
}
