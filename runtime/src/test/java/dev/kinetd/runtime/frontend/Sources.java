package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Finding;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes files into a folder and reads them, with port names that do not depend on the machine. */
final class Sources {

  private static final String SERVICES =
      """
      # service-name  port/protocol  [aliases]  # comment
      tcpmux   1/tcp   # RFC 1078
      echo     7/tcp
      echo     7/udp
      time     37/tcp
      ftp      21/tcp
      tftp     69/udp
      http     80/tcp  www         # WorldWideWeb
      biff     512/udp comsat
      broken   x/tcp
      nothing
      """;

  private final Path folder;
  private final List<Path> paths = new ArrayList<>();
  private Dialect dialect = Dialect.OPENBSD;
  private Format format;

  Sources(Path folder) {
    this.folder = folder;
  }

  Sources dialect(Dialect chosen) {
    dialect = chosen;
    return this;
  }

  Sources format(Format chosen) {
    format = chosen;
    return this;
  }

  Sources file(String name, String... lines) {
    return bytes(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  Sources bytes(String name, byte[] content) {
    paths.add(write(name, content));
    return this;
  }

  Sources path(Path path) {
    paths.add(path);
    return this;
  }

  Reading read() {
    Path services = write("services.txt", SERVICES.getBytes(StandardCharsets.UTF_8));
    return Documents.read(paths, new ReadOptions(format, dialect, ServiceNames.of(services)));
  }

  /** The findings as they are printed, without the folder of the test. */
  List<String> findings() {
    return findings(read());
  }

  List<String> findings(Reading reading) {
    return reading.findings().stream()
        .map(Finding::toString)
        .map(text -> text.replace(folder + "/", ""))
        .toList();
  }

  /** The only service of a reading. */
  InetdServiceSpec onlySpec() {
    return onlyService().spec();
  }

  InetdService onlyService() {
    Reading reading = read();
    if (reading.services().size() != 1) {
      throw new AssertionError(reading.services().size() + " services: " + reading.findings());
    }
    return reading.services().getFirst().service();
  }

  List<String> names() {
    return read().services().stream().map(declared -> declared.service().name()).toList();
  }

  private Path write(String name, byte[] content) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
