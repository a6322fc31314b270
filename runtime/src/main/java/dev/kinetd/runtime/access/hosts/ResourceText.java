package dev.kinetd.runtime.access.hosts;

/**
 * A file as the text of a resource: a rule that does what no resource may do says instead what
 * becomes of the client without it.
 */
final class ResourceText {

  private ResourceText() {}

  /** The lines up to where libwrap stops reading. */
  static String of(HostsTable table) {
    var text = new StringBuilder();
    int next = 0;
    for (HostsLine line : table.lines()) {
      boolean isRule = next < table.rules().size() && table.rules().get(next).line() == line;
      if (isRule) {
        text.append(of(table.rules().get(next++))).append('\n');
      } else if (line.fault() == null) {
        text.append(line.text()).append('\n');
      }
    }
    return text.toString();
  }

  private static String of(HostsRule rule) {
    String text = rule.line().text();
    if (rule.options().stream().noneMatch(ResourceCheck::isForbidden)) {
      return text;
    }
    int clients = LibcText.unbracketed(text, 0, ':') + 1;
    int options = LibcText.unbracketed(text, clients, ':');
    var out = new StringBuilder(text.substring(0, options).stripTrailing());
    for (HostsOption option : rule.options()) {
      if (option.error() != null
          || option.keyword() == Keyword.TWIST
          || option.keyword() == Keyword.ACLEXEC) {
        return out.append(" : deny").toString();
      }
      if (!ResourceCheck.isForbidden(option)) {
        out.append(" : ").append(option.word());
        if (option.value() != null) {
          out.append(' ').append(option.value().replace(":", "\\:"));
        }
      }
    }
    return out.toString();
  }
}
