package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Toggle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The documents of a configuration, put together. */
final class ConfigDocuments {

  private final String file;
  private final List<ConfigPart> parts = new ArrayList<>();
  private final List<Declared> services = new ArrayList<>();
  private final List<DeclaredRule> rules = new ArrayList<>();
  private final Set<String> broken = new HashSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<SocketKey, Declared> sockets = new HashMap<>();

  ConfigDocuments(String file) {
    this.file = file;
  }

  /** Adds a document that has a name. */
  void add(YamlDocument document, List<Finding> said, YamlChunk chunk) {
    findings.addAll(said);
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

  Configuration configuration(long generation) {
    return new Configuration(
        generation, parts, new Reading(services, rules, Set.of(file), broken, findings));
  }

  /** Of two services with one socket the first has it; a suspended one has none. */
  private boolean isAlone(Declared declared) {
    if (declared.service().spec().suspend() == Toggle.Enabled) {
      return true;
    }
    Declared first = sockets.putIfAbsent(SocketKey.of(declared.service().spec()), declared);
    if (first != null) {
      findings.add(
          Finding.error(
              declared.origin(),
              "",
              "wants the same socket as the service " + first.service().name(),
              "give it another port, or another name behind the TCPMUX port"));
    }
    return first == null;
  }
}
