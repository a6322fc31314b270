package dev.kinetd.runtime.linux;

import java.util.Locale;

/** The processor architectures whose system call numbers and machine code kinetd carries. */
public enum Architecture {
  AMD64,
  ARM64;

  private static final Architecture CURRENT = detect(System.getProperty("os.arch"));

  /** That of this machine. */
  public static Architecture current() {
    return CURRENT;
  }

  static Architecture detect(String osArch) {
    return switch (osArch.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> AMD64;
      case "aarch64", "arm64" -> ARM64;
      default ->
          throw new IllegalStateException(
              "kinetd runs on Linux on amd64 and arm64, not on " + osArch);
    };
  }
}
