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
import java.util.List;

/** Finds the files that count below the paths of a command line, and reads them. */
final class SourceFiles {

  /** The longest file that is read, in bytes. */
  static final int MAX_FILE = 16 * 1024 * 1024;

  private static final List<String> ENDINGS =
      List.of(".conf", ".yaml", ".yml", ".socket", ".service");

  private final Dialect dialect;
  private final List<Finding> findings;

  SourceFiles(Dialect dialect, List<Finding> findings) {
    this.dialect = dialect;
    this.findings = findings;
  }

  /** The files to read for one path: itself, or those of the folder by name. */
  List<Path> list(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    var files = new ArrayList<Path>();
    try (var entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry) && counts(entry)) {
          files.add(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      error(path, "the folder cannot be read: " + reason(e), "check its path and permissions");
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
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      error(file, "is neither a file nor a folder", "name a file or a folder");
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_FILE + 1);
      if (content.length > MAX_FILE) {
        error(file, "is larger than " + MAX_FILE + " bytes", "split it");
        return null;
      }
      return content;
    } catch (IOException e) {
      error(file, "cannot be read: " + reason(e), "check its path and permissions");
      return null;
    }
  }

  private boolean counts(Path file) {
    if (dialect == Dialect.INETUTILS) {
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

  private void error(Path file, String text, String remedy) {
    findings.add(Finding.error(Origin.ofFile(file.toString()), "", text, remedy));
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
