package dev.kinetd.runtime.frontend;

import dev.kinetd.api.ConfigFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a configuration in a folder that may be a mounted ConfigMap: there {@code ..data} is
 * a link to the folder of the files that belong together, and another link takes its place.
 */
final class ConfigBytes {

  private static final String DATA = "..data";

  private ConfigBytes() {}

  /** Reads them, unpacked. */
  static byte[] read(Path folder) throws ConfigProblem {
    try {
      return content(whole(folder));
    } catch (NoSuchFileException e) {
      throw new ConfigProblem("there is no " + ConfigFormat.FILE + " in " + folder, 0);
    } catch (IOException e) {
      throw new ConfigProblem("cannot be read: " + e.getMessage(), 0);
    }
  }

  /** The folder in which all files are of one time. */
  private static Path whole(Path folder) throws IOException {
    Path data = folder.resolve(DATA);
    return Files.isDirectory(data) ? data.toRealPath() : folder;
  }

  private static byte[] content(Path folder) throws IOException, ConfigProblem {
    Path packed = folder.resolve(ConfigFormat.PACKED_FILE);
    if (!Files.exists(packed)) {
      return read(Files.newInputStream(folder.resolve(ConfigFormat.FILE)));
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(packed))) {
      return read(new GZIPInputStream(in));
    }
  }

  private static byte[] read(InputStream open) throws IOException, ConfigProblem {
    try (InputStream in = open) {
      byte[] content = in.readNBytes(ConfigFormat.MAX_BYTES + 1);
      if (content.length > ConfigFormat.MAX_BYTES) {
        throw new ConfigProblem("is larger than " + ConfigFormat.MAX_BYTES + " bytes", 0);
      }
      return content;
    }
  }
}
