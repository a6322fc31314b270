package dev.kinetd.runtime.frontend;

import dev.kinetd.api.ConfigFormat;
import dev.kinetd.api.Finding;
import dev.kinetd.api.Origin;
import dev.kinetd.api.Toggle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A configuration as the operator writes it, see {@link ConfigFormat}. It is used as a whole or not
 * at all, save that a service that is not understood is not served and a rule that is not
 * understood refuses.
 *
 * @param generation that it has
 * @param parts every service and rule, in order, also those that cannot be used
 * @param reading what they declare
 */
public record Configuration(long generation, List<ConfigPart> parts, Reading reading) {

  public Configuration {
    parts = List.copyOf(parts);
  }

  /** Reads the configuration in a folder. */
  public static Configuration read(Path folder) throws ConfigProblem {
    byte[] content = ConfigBytes.read(folder);
    try {
      return read(folder, content);
    } catch (OutOfMemoryError e) {
      throw new ConfigProblem(
          "says more than there is memory for (" + content.length + " bytes)", 0);
    }
  }

  private static Configuration read(Path folder, byte[] content) throws ConfigProblem {
    if (SourceText.isBinary(content)) {
      throw new ConfigProblem("is not a text file", 0);
    }
    String file = folder.resolve(ConfigFormat.FILE).toString();
    SourceText source = SourceText.of(file, folder, content);
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
    return new Documents(source, header.generation()).read(chunks.subList(1, chunks.size()));
  }

  /** Reads the documents behind the header. */
  private static final class Documents {

    private final SourceText source;
    private final long generation;
    private final List<ConfigPart> parts = new ArrayList<>();
    private final List<Declared> services = new ArrayList<>();
    private final List<DeclaredRule> rules = new ArrayList<>();
    private final Set<String> broken = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<SocketKey, Declared> sockets = new HashMap<>();

    Documents(SourceText source, long generation) {
      this.source = source;
      this.generation = generation;
    }

    Configuration read(List<YamlChunk> chunks) throws ConfigProblem {
      for (YamlChunk chunk : chunks) {
        YamlDocument document = YamlDocument.read(chunk, source, DocumentForm.CONFIG, findings);
        if (document.name() == null) {
          throw new ConfigProblem(
              "the document at line " + chunk.firstLine() + " is not understood" + why(),
              generation);
        }
        add(document, chunk);
      }
      return new Configuration(
          generation, parts, new Reading(services, rules, Set.of(source.file()), broken, findings));
    }

    private String why() {
      return findings.isEmpty() ? "" : ": " + findings.getLast().text();
    }

    private void add(YamlDocument document, YamlChunk chunk) {
      boolean rule = document.rule() != null;
      parts.add(
          new ConfigPart(
              document.metadata(), rule, chunk.firstLine(), chunk.lines().getLast().number()));
      if (rule) {
        rules.add(document.rule());
      } else if (document.service() != null && isAlone(document.service())) {
        services.add(document.service());
      } else {
        broken.add(document.name());
      }
    }

    /**
     * Of two services with one socket the first has it: what is in force is not to change hands.
     */
    private boolean isAlone(Declared declared) {
      if (declared.service().spec().suspend() == Toggle.Enabled) {
        return true;
      }
      Declared first = sockets.putIfAbsent(SocketKey.of(declared.service().spec()), declared);
      if (first != null) {
        Origin place = declared.origin();
        findings.add(
            Finding.error(
                place,
                "",
                "wants the same socket as the service " + first.service().name(),
                "give it another port, or another name behind the TCPMUX port"));
      }
      return first == null;
    }
  }
}
