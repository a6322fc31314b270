package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds the files that count below the paths of a command line, and reads them. */
final class SourceFiles {

  /** The longest file that is read, in bytes. */
  static final int MAX_FILE = 16 * 1024 * 1024;

  private static final List<String> ENDINGS =
      List.of(".conf", ".yaml", ".yml", ".socket", ".service");

  private static final String INETD_CONF = "inetd.conf";

  private final ReadOptions options;
  private final List<DeclaredRule> rules;
  private final List<Finding> findings;
  private final Set<String> seen = new HashSet<>();

  /**
   * @param rules gets what refuses in place of rules that may be in a file that cannot be read
   */
  SourceFiles(ReadOptions options, List<DeclaredRule> rules, List<Finding> findings) {
    this.options = options;
    this.rules = rules;
    this.findings = findings;
  }

  /** Every file and folder that was asked for so far. */
  Set<String> seen() {
    return seen;
  }

  /** The files to read for one path: itself, or those of the folder by name. */
  List<Path> list(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    seen.add(path.toString());
    var files = new ArrayList<Path>();
    try (var entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        if (mayBeFile(entry) && counts(entry)) {
          files.add(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      unreadable(path, "the folder cannot be read: " + reason(e), "check its path and permissions");
      return List.of();
    }
    if (files.isEmpty()) {
      findings.add(
          Finding.warning(
              Origin.ofFile(path.toString()),
              "",
              "the folder holds no file that declares services",
              "kinetd reads *.conf, *.yaml, *.yml, and names without a dot"));
    }
    Collections.sort(files);
    return files;
  }

  /** The content of a file, or null after a finding. */
  byte[] read(Path file) {
    seen.add(file.toString());
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      unreadable(file, "is neither a file nor a folder", "name a file or a folder");
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_FILE + 1);
      if (content.length > MAX_FILE) {
        unreadable(file, "is larger than " + MAX_FILE + " bytes", "split it");
        return null;
      }
      return content;
    } catch (IOException e) {
      unreadable(file, "cannot be read: " + reason(e), "check its path and permissions");
      return null;
    }
  }

  /** A link that leads nowhere at the moment is a file that cannot be read, not one that is not. */
  private static boolean mayBeFile(Path entry) {
    return Files.isRegularFile(entry) || !Files.exists(entry);
  }

  private boolean counts(Path file) {
    if (options.dialect() == Dialect.INETUTILS) {
      return true;
    }
    String name = file.getFileName().toString();
    if (name.startsWith(".")) {
      return false;
    }
    return name.indexOf('.') < 0 ? !isScript(file) : ENDINGS.stream().anyMatch(name::endsWith);
  }

  private static boolean isScript(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(2);
      return head.length == 2 && head[0] == '#' && head[1] == '!';
    } catch (IOException e) {
      // Reading it will fail again, and say so.
      return false;
    }
  }

  /** A file or folder cannot be read, so that nobody knows what rules it may hold. */
  void unreadable(Path file, String text, String remedy) {
    Origin origin = Origin.ofFile(file.toString());
    findings.add(Finding.error(origin, "", text, remedy));
    if (mayHoldRules(String.valueOf(file.getFileName()))) {
      rules.add(DeclaredRule.unreadable(origin));
    }
  }

  /** Only YAML holds rules, and the format is told from the content, which nobody knows. */
  private boolean mayHoldRules(String name) {
    return options.format() == null
        ? !name.equals(INETD_CONF) && !name.endsWith(".socket") && !name.endsWith(".service")
        : options.format() == Format.YAML;
  }

  private static String reason(Exception e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      case DirectoryIteratorException d -> reason(d.getCause());
      case IOException io -> String.valueOf(io.getMessage());
      default -> e.toString();
    };
  }
}
