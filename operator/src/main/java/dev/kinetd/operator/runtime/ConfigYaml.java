package dev.kinetd.operator.runtime;

import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.NonPrintableStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Writes one document so that every reader of YAML takes text for text: plain only where it is a
 * word that means nothing else, in a block where it has lines, and in quotes else.
 */
final class ConfigYaml {

  /** Words that no version of YAML takes for a number, a time or a truth value. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z/][A-Za-z0-9]*([-./][A-Za-z0-9]+)*");

  private static final Pattern TRUTH = Pattern.compile("(?i:y|n|yes|no|on|off|true|false|null)");

  /** Lines that come back from a block as they went into it. */
  private static final Pattern LINES =
      Pattern.compile("\\S[\\t\\x20-\\x7e]*(\\n[\\t\\x20-\\x7e]*)+");

  private ConfigYaml() {}

  /** One document, from {@code ---} to its last newline. */
  static String document(Map<String, Object> document) {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    options.setSplitLines(false);
    options.setNonPrintableStyle(NonPrintableStyle.ESCAPE);
    return "---\n" + new Yaml(new Texts(options), options).dump(document);
  }

  private static final class Texts extends Representer {

    Texts(DumperOptions options) {
      super(options);
    }

    @Override
    protected Node representScalar(Tag tag, String value, ScalarStyle style) {
      return super.representScalar(tag, value, tag.equals(Tag.STR) ? style(value) : style);
    }

    private static ScalarStyle style(String value) {
      if (value.length() < 256
          && WORD.matcher(value).matches()
          && !TRUTH.matcher(value).matches()) {
        return ScalarStyle.PLAIN;
      }
      return value.indexOf('\n') > 0 && LINES.matcher(value).matches()
          ? ScalarStyle.LITERAL
          : ScalarStyle.DOUBLE_QUOTED;
    }
  }
}
