package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Builtin;
import dev.kinetd.api.Finding;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Metadata;
import dev.kinetd.api.Mode;
import dev.kinetd.api.Origin;
import dev.kinetd.api.ServiceValidator;
import dev.kinetd.api.Toggle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the files and folders of a command line, whatever their format. Nothing in them makes it
 * throw: what cannot be used is a finding, and everything else is served.
 */
public final class Documents {

  private final ReadOptions options;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> broken = new HashSet<>();
  private final List<Entry> entries = new ArrayList<>();
  private final List<DeclaredRule> rules = new ArrayList<>();
  private final SourceFiles files;

  /** What a source declares: a named service, or one that is yet to get a name. */
  private record Entry(Declared declared, Draft draft) {
    Origin origin() {
      return draft == null ? declared.origin() : draft.origin();
    }

    SocketKey key() {
      return SocketKey.of(spec());
    }

    boolean isSuspended() {
      return spec().suspend() == Toggle.Enabled;
    }

    private InetdServiceSpec spec() {
      return draft == null ? declared.service().spec() : draft.spec();
    }
  }

  private Documents(ReadOptions options) {
    this.options = options;
    this.files = new SourceFiles(options, rules, findings);
  }

  /** Reads everything below the paths; services and findings are in the order of the sources. */
  public static Reading read(List<Path> paths, ReadOptions options) {
    var documents = new Documents(options);
    for (Path path : paths) {
      for (Path file : documents.files.list(path)) {
        byte[] content = documents.files.read(file);
        if (content != null) {
          documents.readGuarded(file, content);
        }
      }
    }
    documents.addMultiplexer();
    documents.dropReplaced();
    documents.warnOfSameNames();
    return new Reading(
        documents.named(),
        documents.rules,
        documents.files.seen(),
        documents.broken,
        documents.findings);
  }

  /** A file of which the runtime could not hold what it says must not end the runtime. */
  private void readGuarded(Path file, byte[] content) {
    int findingsBefore = findings.size();
    int entriesBefore = entries.size();
    try {
      read(file, content);
    } catch (OutOfMemoryError e) {
      findings.subList(findingsBefore, findings.size()).clear();
      entries.subList(entriesBefore, entries.size()).clear();
      files.unreadable(
          file,
          "says more than there is memory for (" + content.length + " bytes)",
          "split it, or give the JVM more memory: KINETD_JAVA_OPTIONS=-Xmx256m");
    }
  }

  private void read(Path file, byte[] content) {
    Origin origin = Origin.ofFile(file.toString());
    if (SourceText.isBinary(content)) {
      files.unreadable(file, "is not a text file", "name a text file");
      return;
    }
    SourceText source = SourceText.of(file.toString(), file.toAbsolutePath().getParent(), content);
    Format format = options.format() == null ? FormatDetector.detect(source) : options.format();
    int findingsBefore = findings.size();
    int declaredBefore = entries.size() + rules.size();
    switch (format) {
      case YAML ->
          YamlDocuments.read(source, rules, findings, broken)
              .forEach(d -> entries.add(new Entry(d, null)));
      case INETD ->
          InetdConf.read(source, options, findings, broken)
              .forEach(draft -> entries.add(new Entry(null, draft)));
      default ->
          findings.add(
              Finding.error(
                  origin,
                  "",
                  "looks like " + format.noun() + ", a format that is unsupported so far",
                  "declare its services in YAML or as an inetd.conf"));
    }
    if (entries.size() + rules.size() == declaredBefore && findings.size() == findingsBefore) {
      findings.add(
          Finding.warning(origin, "", "declares no service", "add one, or leave the file out"));
    }
  }

  private void addMultiplexer() {
    if (options.dialect() != Dialect.INETUTILS) {
      return;
    }
    Entry first = null;
    for (Entry entry : entries) {
      if (entry.draft() == null) {
        continue;
      }
      if (entry.draft().spec().handler().builtin() == Builtin.TcpMux) {
        return;
      }
      if (first == null && entry.draft().spec().mode() == Mode.TcpMux) {
        first = entry;
      }
    }
    if (first != null) {
      entries.add(new Entry(null, InetdConf.multiplexer(first.origin(), first.draft().folder())));
    }
  }

  /**
   * Of two declarations of one socket the later is served, as in openbsd-inetd; a suspended service
   * has none.
   */
  private void dropReplaced() {
    Map<SocketKey, Entry> latest = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.isSuspended()) {
        continue;
      }
      Entry earlier = latest.put(entry.key(), entry);
      if (earlier != null) {
        findings.add(
            Finding.warning(
                entry.origin(),
                "",
                "the same socket as at " + earlier.origin() + ", which is therefore not served",
                "remove one of them"));
      }
    }
    entries.removeIf(entry -> !entry.isSuspended() && latest.get(entry.key()) != entry);
  }

  /** Of two rules with one name both count: without either, somebody could get in. */
  private void warnOfSameNames() {
    Map<String, DeclaredRule> byName = new HashMap<>();
    for (DeclaredRule rule : rules) {
      DeclaredRule earlier = rule.understood() ? byName.putIfAbsent(rule.name(), rule) : null;
      if (earlier != null) {
        findings.add(
            rule.locate(
                Finding.warning(
                    null,
                    "metadata.name",
                    "\""
                        + rule.name()
                        + "\" is also a rule at "
                        + earlier.origin()
                        + "; both count",
                    "rename one of them")));
      }
    }
  }

  /** Named services keep their names; the others get those that are left. */
  private List<Declared> named() {
    Map<String, Entry> byName = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry.draft() == null) {
        String name = entry.declared().service().name();
        Entry earlier = byName.put(name, entry);
        if (earlier != null) {
          findings.add(
              Finding.warning(
                  entry.origin(),
                  "metadata.name",
                  "\""
                      + name
                      + "\" is also declared at "
                      + earlier.origin()
                      + ", which is therefore not served",
                  "rename one of them"));
        }
      }
    }
    var naming = new Naming();
    byName.keySet().forEach(naming::take);
    var services = new ArrayList<Declared>();
    for (Entry entry : entries) {
      if (entry.draft() != null) {
        name(entry.draft(), naming, services);
      } else if (byName.get(entry.declared().service().name()) == entry) {
        services.add(entry.declared());
      }
    }
    return services;
  }

  private void name(Draft draft, Naming naming, List<Declared> services) {
    var metadata = Metadata.named(naming.free(draft.name(), draft.address()));
    var service = new InetdService(metadata, draft.spec());
    var declared = new Declared(service, draft.origin(), draft.folder(), Map.of());
    List<Finding> invalid = ServiceValidator.validate(service);
    if (invalid.isEmpty()) {
      services.add(declared);
    } else {
      broken.add(service.name());
    }
    invalid.forEach(finding -> findings.add(declared.locate(finding)));
  }
}
