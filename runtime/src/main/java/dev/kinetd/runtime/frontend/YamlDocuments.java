package dev.kinetd.runtime.frontend;

import dev.kinetd.api.AccessRule;
import dev.kinetd.api.Finding;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.Origin;
import dev.kinetd.api.Printable;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Reads the documents of a YAML file.
 *
 * <p>A document is read as nodes, not as objects: so each finding has its line and column, none
 * hides the next, no tag makes an object, and aliases are never expanded.
 */
final class YamlDocuments {

  private static final String KINDS = InetdService.KIND + " or " + AccessRule.KIND;
  private static final String GROUP = "kinetd.dev/";
  private static final int MAX_DEPTH = 32;
  private static final int MAX_ALIASES = 32;
  private static final Set<String> LATER_KINDS = Set.of("InetdRuntime");

  private final SourceText source;
  private final List<DeclaredRule> rules;
  private final List<Finding> findings;
  private final Set<String> broken;

  private YamlDocuments(
      SourceText source, List<DeclaredRule> rules, List<Finding> findings, Set<String> broken) {
    this.broken = broken;
    this.source = source;
    this.rules = rules;
    this.findings = findings;
  }

  /**
   * The services of a file in their order; rules and what is to be said go to the lists, and names
   * of services that cannot be used to {@code broken}.
   */
  static List<Declared> read(
      SourceText source, List<DeclaredRule> rules, List<Finding> findings, Set<String> broken) {
    var reader = new YamlDocuments(source, rules, findings, broken);
    var services = new ArrayList<Declared>();
    for (YamlChunk chunk : YamlChunk.split(source)) {
      Declared service = reader.read(chunk);
      if (service != null) {
        services.add(service);
      }
    }
    return services;
  }

  /** The service that a document declares, or null. */
  private Declared read(YamlChunk chunk) {
    var says = new YamlFindings(source.file(), chunk.firstLine(), findings);
    MappingNode mapping = mapping(chunk, says);
    if (mapping == null) {
      boolean service = chunk.seemsToBe(InetdService.KIND) && !chunk.seemsToBe(AccessRule.KIND);
      if (says.failed() && !service) {
        rules.add(DeclaredRule.unreadable(Origin.ofLine(source.file(), chunk.firstLine())));
      }
      return null;
    }
    Origin origin = Origin.ofLine(source.file(), says.origin(mapping.getStartMark()).line());
    var document = new YamlObject(mapping, "", says);
    String version = document.string("apiVersion");
    String kind = document.string("kind");
    checkKind(version, kind, origin, says);
    if (says.failed()) {
      if (mayBeRule(chunk, version, kind)) {
        rules.add(DeclaredRule.unreadable(origin));
      }
      return null;
    }
    if (kind.equals(AccessRule.KIND)) {
      rules.add(AccessRuleDocument.read(document, origin, says));
      return null;
    }
    InetdService service = ServiceDocument.read(document, origin, says);
    if (!says.failed()) {
      return new Declared(service, origin, source.folder(), says.places());
    }
    if (service.metadata() != null && service.metadata().name() != null) {
      broken.add(service.metadata().name());
    }
    return null;
  }

  /**
   * Whether a document whose kind is not known may be meant as a rule: one that keeps somebody out
   * is not to be passed over for a slip of the pen. What says that it is something else is not.
   */
  private static boolean mayBeRule(YamlChunk chunk, String version, String kind) {
    if (chunk.seemsToBe(AccessRule.KIND)) {
      return true;
    }
    boolean other = kind != null && (kind.equals(InetdService.KIND) || LATER_KINDS.contains(kind));
    return !other && (version == null || version.startsWith(GROUP));
  }

  private MappingNode mapping(YamlChunk chunk, YamlFindings says) {
    SourceLine unreadable = chunk.broken();
    if (unreadable != null) {
      says.error(
          Origin.ofLine(source.file(), unreadable.number()),
          "",
          "the line " + unreadable.fault(),
          "correct it; the document is not served");
      return null;
    }
    Node root = compose(chunk, says);
    if (root == null || root.getTag().equals(Tag.NULL)) {
      return null;
    }
    if (!(root instanceof MappingNode mapping)) {
      says.error(root, "", "the document is not a mapping", "begin it with apiVersion and kind");
      return null;
    }
    return mapping;
  }

  private static Node compose(YamlChunk chunk, YamlFindings says) {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(SourceFiles.MAX_FILE);
    var dumper = new DumperOptions();
    var yaml = new Yaml(new SafeConstructor(options), new Representer(dumper), dumper, options);
    try {
      return yaml.compose(new StringReader(chunk.text()));
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
      Origin origin =
          mark == null ? Origin.ofLine(says.file(), chunk.firstLine()) : says.origin(mark);
      says.error(
          origin, "", "the document is not YAML: " + Printable.of(e.getProblem()), "correct it");
    } catch (YAMLException e) {
      says.error(
          Origin.ofLine(says.file(), chunk.firstLine()),
          "",
          "the document is not YAML: " + Printable.of(String.valueOf(e.getMessage())),
          "correct it");
    }
    return null;
  }

  /** Says why a document cannot be read on. */
  private static void checkKind(String version, String kind, Origin origin, YamlFindings says) {
    if (says.failed()) {
      return;
    }
    if (version == null || kind == null) {
      says.error(
          origin,
          version == null ? "apiVersion" : "kind",
          "is missing",
          "begin the document with apiVersion: "
              + InetdService.API_VERSION
              + " and kind: "
              + KINDS);
    } else if (!version.equals(InetdService.API_VERSION)) {
      says.error(
          says.nearest("apiVersion", origin),
          "apiVersion",
          "\"" + Printable.of(version) + "\" is unknown",
          "write " + InetdService.API_VERSION);
    } else if (!kind.equals(InetdService.KIND) && !kind.equals(AccessRule.KIND)) {
      boolean later = LATER_KINDS.contains(kind);
      says.error(
          says.nearest("kind", origin),
          "kind",
          "\""
              + Printable.of(kind)
              + "\" is "
              + (later ? "unsupported by this version of kinetd" : "unknown"),
          "write " + KINDS + ", or remove the document");
    }
  }
}
