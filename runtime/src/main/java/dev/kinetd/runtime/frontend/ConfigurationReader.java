package dev.kinetd.runtime.frontend;

import dev.kinetd.api.ConfigFormat;
import dev.kinetd.api.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the configuration in a folder, again and again. Most of a thousand documents are the same
 * from one configuration to the next, so what was understood of a document is remembered for as
 * long as it is there. One thread at a time.
 */
public final class ConfigurationReader {

  private final Path folder;
  private final String file;
  private Map<String, Known> known = Map.of();

  /** What was understood of a text that began at a line, and what was to be said of it. */
  private record Known(YamlDocument document, int firstLine, List<Finding> findings) {

    Known at(int line) {
      int lines = line - firstLine;
      return lines == 0
          ? this
          : new Known(
              document.movedBy(lines),
              line,
              findings.stream()
                  .map(finding -> finding.at(finding.origin().movedBy(lines)))
                  .toList());
    }
  }

  public ConfigurationReader(Path folder) {
    this.folder = folder;
    this.file = folder.resolve(ConfigFormat.FILE).toString();
  }

  /** Reads what is there now. */
  public Configuration read() throws ConfigProblem {
    byte[] content = ConfigBytes.read(folder);
    try {
      return read(content);
    } catch (OutOfMemoryError e) {
      known = Map.of();
      throw new ConfigProblem(
          "says more than there is memory for (" + content.length + " bytes)", 0);
    }
  }

  private Configuration read(byte[] content) throws ConfigProblem {
    if (SourceText.isBinary(content)) {
      throw new ConfigProblem("is not a text file", 0);
    }
    // A script may stand in one line, quoted.
    SourceText source = SourceText.of(file, folder, content, ConfigFormat.MAX_BYTES);
    List<YamlChunk> chunks = YamlChunk.split(source);
    if (chunks.isEmpty()) {
      throw new ConfigProblem("is empty", 0);
    }
    ConfigHeader header = ConfigHeader.read(chunks.getFirst(), file);
    if (chunks.size() - 1 != header.documents()
        || !source.lines().getLast().text().equals(ConfigFormat.END)) {
      throw new ConfigProblem(
          "was cut: it has " + (chunks.size() - 1) + " of its " + header.documents() + " documents",
          header.generation());
    }
    var documents = new ConfigDocuments(file);
    Map<String, Known> now = HashMap.newHashMap(chunks.size());
    for (YamlChunk chunk : chunks.subList(1, chunks.size())) {
      String text = chunk.text();
      Known document = understand(chunk, text, source);
      if (document.document().name() == null) {
        throw new ConfigProblem(
            "the document at line " + chunk.firstLine() + " is not understood" + why(document),
            header.generation());
      }
      now.put(text, document);
      documents.add(document.document(), document.findings(), chunk);
    }
    known = now;
    return documents.configuration(header.generation());
  }

  private Known understand(YamlChunk chunk, String text, SourceText source) {
    Known before = known.get(text);
    if (before != null) {
      return before.at(chunk.firstLine());
    }
    List<Finding> findings = new ArrayList<>();
    YamlDocument document = YamlDocument.read(chunk, source, DocumentForm.CONFIG, findings);
    return new Known(document, chunk.firstLine(), findings);
  }

  private static String why(Known document) {
    return document.findings().isEmpty() ? "" : ": " + document.findings().getFirst().text();
  }
}
