package dev.kinetd.runtime.convert;

import dev.kinetd.api.InetdService;
import dev.kinetd.api.Metadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.NonPrintableStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes resources as documents that the front end, and kubectl, read back. */
final class DocumentYaml {

  private DocumentYaml() {}

  /** One document, from {@code ---} to its last newline. */
  static String of(String kind, Metadata metadata, Map<String, Object> spec) {
    var document = new LinkedHashMap<String, Object>();
    document.put("apiVersion", InetdService.API_VERSION);
    document.put("kind", kind);
    document.put("metadata", fields(metadata));
    document.put("spec", spec);
    var options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    options.setSplitLines(false);
    // Else text with control characters would become binary data.
    options.setNonPrintableStyle(NonPrintableStyle.ESCAPE);
    return "---\n" + new Yaml(new Texts(options), options).dump(document);
  }

  private static Map<String, Object> fields(Metadata metadata) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("name", metadata.name());
    put(fields, "namespace", metadata.namespace());
    if (!metadata.labels().isEmpty()) {
      fields.put("labels", new TreeMap<>(metadata.labels()));
    }
    if (!metadata.annotations().isEmpty()) {
      fields.put("annotations", new TreeMap<>(metadata.annotations()));
    }
    return fields;
  }

  /** Puts a word or text; none for null. */
  static void put(Map<String, Object> fields, String name, Object value) {
    if (value != null) {
      fields.put(name, value.toString());
    }
  }

  /** Puts a list; none for null. */
  static <T> void putList(
      Map<String, Object> fields, String name, List<T> values, Function<T, Object> form) {
    if (values != null) {
      fields.put(name, values.stream().map(form).toList());
    }
  }

  /** Puts a mapping that has something in it. */
  static void putFields(Map<String, Object> fields, String name, Map<String, Object> inner) {
    if (!inner.isEmpty()) {
      fields.put(name, inner);
    }
  }

  /**
   * Writes text of several lines as lines, and quotes what some reader of YAML takes for something
   * else than text: what those of YAML 1.1 and 1.2 and kubectl agree on is not enough.
   */
  private static final class Texts extends Representer {

    /** A line break of YAML 1.1 that is a character like others in YAML 1.2. */
    private static final Pattern OTHER_BREAK = Pattern.compile("[\\u0085\\u2028\\u2029]");

    private static final Pattern MISREAD =
        Pattern.compile(
            "(?i:y|n|yes|no|on|off|true|false|null|~"
                + "|[-+.]?[0-9][-+.,:_0-9]*(e[-+]?[0-9]+)?|[-+]?0[xob][0-9a-f_]+)");

    Texts(DumperOptions options) {
      super(options);
    }

    @Override
    protected Node representScalar(Tag tag, String value, ScalarStyle style) {
      if (!tag.equals(Tag.STR)) {
        return super.representScalar(tag, value, style);
      }
      if (OTHER_BREAK.matcher(value).find()) {
        // In a block it would be the end of a line for some readers, and none for others.
        return super.representScalar(tag, value, ScalarStyle.DOUBLE_QUOTED);
      }
      if (value.indexOf('\n') >= 0) {
        return super.representScalar(tag, value, ScalarStyle.LITERAL);
      }
      boolean misread = MISREAD.matcher(value).matches();
      return super.representScalar(tag, value, misread ? ScalarStyle.SINGLE_QUOTED : style);
    }
  }
}
