package dev.kinetd.runtime.frontend;

import dev.kinetd.api.AccessRule;
import dev.kinetd.api.Finding;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.Metadata;
import dev.kinetd.api.Origin;
import dev.kinetd.api.Printable;
import java.io.StringReader;
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
 * What one document of a YAML file declares.
 *
 * <p>A document is read as nodes, not as objects: so each finding has its line and column, none
 * hides the next, no tag makes an object, and aliases are never expanded.
 *
 * @param metadata of the service or rule, as far as it can be read; null where nobody knows what
 *     the document is meant as
 * @param service or null where it declares none, or one that cannot be used
 * @param rule or null where it is none; also one that is not understood, and what stands for the
 *     rule that an unreadable document may be
 */
record YamlDocument(Metadata metadata, Declared service, DeclaredRule rule) {

  private static final YamlDocument NOTHING = new YamlDocument(null, null, null);
  private static final String KINDS = InetdService.KIND + " or " + AccessRule.KIND;
  private static final String GROUP = "kinetd.dev/";
  private static final int MAX_DEPTH = 32;
  private static final int MAX_ALIASES = 32;
  private static final Set<String> LATER_KINDS = Set.of("InetdRuntime");

  /** Reads a document; what is to be said goes to the list. */
  static YamlDocument read(
      YamlChunk chunk, SourceText source, DocumentForm form, List<Finding> findings) {
    var says = new YamlFindings(source.file(), chunk.firstLine(), findings);
    MappingNode mapping = mapping(chunk, says);
    if (mapping == null) {
      boolean service = chunk.seemsToBe(InetdService.KIND) && !chunk.seemsToBe(AccessRule.KIND);
      return says.failed() && !service
          ? unreadable(Origin.ofLine(source.file(), chunk.firstLine()))
          : NOTHING;
    }
    Origin origin = Origin.ofLine(source.file(), says.origin(mapping.getStartMark()).line());
    var document = new YamlObject(mapping, "", says);
    String version = document.string("apiVersion");
    String kind = document.string("kind");
    checkKind(version, kind, origin, says);
    if (says.failed()) {
      return mayBeRule(chunk, version, kind) ? unreadable(origin) : NOTHING;
    }
    if (kind.equals(AccessRule.KIND)) {
      DeclaredRule rule = AccessRuleDocument.read(document, form, origin, says);
      return new YamlDocument(rule.rule().metadata(), null, rule);
    }
    InetdService service = ServiceDocument.read(document, form, origin, says);
    Declared declared =
        says.failed() ? null : new Declared(service, origin, source.folder(), says.places());
    return new YamlDocument(service.metadata(), declared, null);
  }

  /** The same, so many lines further on in its source. */
  YamlDocument movedBy(int lines) {
    return new YamlDocument(
        metadata,
        service == null ? null : service.movedBy(lines),
        rule == null ? null : rule.movedBy(lines));
  }

  private static YamlDocument unreadable(Origin origin) {
    return new YamlDocument(null, null, DeclaredRule.unreadable(origin));
  }

  /** The name of the service or rule, or null. */
  String name() {
    return metadata == null ? null : metadata.name();
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

  /** The document as a mapping; null where it is empty, and after a finding. */
  static MappingNode mapping(YamlChunk chunk, YamlFindings says) {
    SourceLine unreadable = chunk.broken();
    if (unreadable != null) {
      says.error(
          Origin.ofLine(says.file(), unreadable.number()),
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
