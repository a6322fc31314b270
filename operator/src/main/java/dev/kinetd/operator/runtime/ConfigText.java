package dev.kinetd.operator.runtime;

import dev.kinetd.api.ConfigFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A configuration as a ConfigMap holds it: the header and the documents that follow.
 *
 * @param generation of the configuration
 * @param documents the documents after the header, each beginning with a line of {@code ---}
 * @param count how many they are
 */
record ConfigText(long generation, String documents, int count) {

  /** The most that one ConfigMap is filled with, in bytes; Kubernetes takes 1 MiB in all. */
  static final int MAX_BYTES = 900 * 1024;

  private static final Pattern HEADER =
      Pattern.compile(
          Pattern.quote(ConfigFormat.header(7, 8))
              .replace("generation: 7", "generation: \\E([0-9]{1,18})\\Q")
              .replace("documents: 8", "documents: \\E([0-9]{1,9})\\Q"));

  private static final Pattern DOCUMENT_START = Pattern.compile("(?m)^---\n");

  private static final Pattern TITLE =
      Pattern.compile("(?m)^kind: (\\w+)\nmetadata:\n  name: \"?([-a-z0-9.]+)\"?$");

  private static final String END = ConfigFormat.END + "\n";

  /**
   * The documents by kind and name, such as {@code InetdService/report}, in their order; only for
   * documents that {@link ConfigDocuments} wrote.
   */
  Map<String, String> byName() {
    var byName = new LinkedHashMap<String, String>();
    for (String document : DOCUMENT_START.split(documents)) {
      Matcher title = TITLE.matcher(document);
      if (title.find()) {
        byName.put(title.group(1) + "/" + title.group(2), "---\n" + document);
      }
    }
    return byName;
  }

  /** The whole file. */
  String text() {
    return ConfigFormat.header(generation, count) + documents + END;
  }

  /** Whether documents are too long to go as they are, and must be packed. */
  static boolean isLong(String documents) {
    return documents.length() > MAX_BYTES - 256
        || documents.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES - 256;
  }

  /** Whether documents have room in a ConfigMap, packed if need be. */
  static boolean fits(String documents) {
    if (!isLong(documents)) {
      return true;
    }
    byte[] plain = documents.getBytes(StandardCharsets.UTF_8);
    return plain.length <= ConfigFormat.MAX_BYTES - 256 && pack(plain).length <= MAX_BYTES - 256;
  }

  /** The ConfigMap's {@code data}. */
  Map<String, String> data() {
    return isLong(documents) ? Map.of() : Map.of(ConfigFormat.FILE, text());
  }

  /** The ConfigMap's {@code binaryData}. */
  Map<String, String> binaryData() {
    return isLong(documents)
        ? Map.of(
            ConfigFormat.PACKED_FILE,
            Base64.getEncoder().encodeToString(pack(text().getBytes(StandardCharsets.UTF_8))))
        : Map.of();
  }

  /** Reads what a ConfigMap holds; empty where it is not what the operator wrote. */
  static Optional<ConfigText> read(Map<String, String> data, Map<String, String> binaryData) {
    try {
      String plain = data == null ? null : data.get(ConfigFormat.FILE);
      String packed = binaryData == null ? null : binaryData.get(ConfigFormat.PACKED_FILE);
      if ((plain == null) == (packed == null)) {
        return Optional.empty();
      }
      return parse(plain != null ? plain : unpack(Base64.getDecoder().decode(packed)));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<ConfigText> parse(String text) {
    Matcher header = HEADER.matcher(text);
    if (!header.lookingAt() || !text.endsWith(END)) {
      return Optional.empty();
    }
    return Optional.of(
        new ConfigText(
            Long.parseLong(header.group(1)),
            text.substring(header.end(), text.length() - END.length()),
            Integer.parseInt(header.group(2))));
  }

  private static byte[] pack(byte[] plain) {
    var packed = new ByteArrayOutputStream(plain.length / 4);
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException("memory has no errors", e);
    }
    return packed.toByteArray();
  }

  private static String unpack(byte[] packed) throws IOException {
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(gzip.readNBytes(ConfigFormat.MAX_BYTES), StandardCharsets.UTF_8);
    }
  }
}
