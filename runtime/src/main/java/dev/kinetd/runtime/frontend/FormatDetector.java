package dev.kinetd.runtime.frontend;

import java.util.regex.Pattern;

/** Tells the format of a source from what it says. */
final class FormatDetector {

  private static final Pattern YAML =
      Pattern.compile(
          "(---(\\s.*)?|%YAML\\s.*|\\{.*|(\"?)(apiVersion|kind|metadata|spec)\\3:(\\s.*)?)");
  private static final Pattern SYSTEMD = Pattern.compile("\\[[A-Z][A-Za-z-]*\\]\\s*");
  private static final Pattern XINETD_BLOCK =
      Pattern.compile("\\s*(service\\s+\\S+|defaults)\\s*(\\{\\s*)?");
  private static final Pattern XINETD_INCLUDE = Pattern.compile("\\s*include(dir)?\\s+/\\S*\\s*");

  private FormatDetector() {}

  /** The format; its name decides only where no line tells, and else it is an inetd.conf. */
  static Format detect(SourceText source) {
    for (SourceLine line : source.lines()) {
      String text = line.text();
      if (line.isBroken() || text.isBlank() || isComment(text)) {
        continue;
      }
      if (YAML.matcher(text).matches()) {
        return Format.YAML;
      }
      if (SYSTEMD.matcher(text).matches()) {
        return Format.SYSTEMD;
      }
      if (XINETD_BLOCK.matcher(text).matches() || XINETD_INCLUDE.matcher(text).matches()) {
        return Format.XINETD;
      }
    }
    return ofName(source.file());
  }

  private static Format ofName(String file) {
    if (file.endsWith(".yaml") || file.endsWith(".yml")) {
      return Format.YAML;
    }
    return file.endsWith(".socket") || file.endsWith(".service") ? Format.SYSTEMD : Format.INETD;
  }

  private static boolean isComment(String text) {
    char first = text.stripLeading().charAt(0);
    return first == '#' || first == ';';
  }
}
