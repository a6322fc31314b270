package dev.kinetd.runtime.frontend;

/**
 * The fifth field of an entry: {@code user[.group]} or {@code user[:group]}.
 *
 * @param group or null for the user's own
 */
record UserField(String user, String group) {

  /** openbsd-inetd looks for the dot first, inetutils-inetd for the colon. */
  static UserField parse(String field, LineFindings findings) {
    boolean inetutils = findings.dialect() == Dialect.INETUTILS;
    int separator = field.indexOf(inetutils ? ':' : '.');
    if (separator < 0) {
      separator = field.indexOf(inetutils ? '.' : ':');
    }
    String user = separator < 0 ? field : field.substring(0, separator);
    String group = separator < 0 ? null : field.substring(separator + 1);
    if (user.isEmpty() || (group != null && group.isEmpty())) {
      findings.error(
          "user " + LineFindings.quote(field) + " is incomplete", "write user or user:group");
    }
    if (PortNumber.isNumber(user) || (group != null && PortNumber.isNumber(group))) {
      findings.warning(
          findings.program()
              + " knows no numeric user or group, and does not run this; kinetd does",
          "write names where both must serve it");
    }
    if (user.equals("root") && group != null) {
      findings.warning(
          findings.program()
              + " passes over the group of root; kinetd sets group "
              + LineFindings.quote(group),
          "remove the group to keep it as it was");
    }
    return new UserField(user, group);
  }
}
