package dev.kinetd.runtime.frontend;

/**
 * The fourth field of an entry: {@code wait} or {@code nowait}, perhaps with a rate.
 *
 * @param startsPerMinute or null for no limit
 */
record WaitField(boolean waits, Integer startsPerMinute) {

  private static final int MOST = 1_000_000;

  static WaitField parse(String field, LineFindings findings) {
    boolean inetutils = findings.dialect() == Dialect.INETUTILS;
    int separator = separator(field, inetutils);
    String word = separator < 0 ? field : field.substring(0, separator);
    boolean waits = word.equals("wait");
    if (!waits && !word.equals("nowait")) {
      findings.warning(
          LineFindings.quote(word) + " is neither wait nor nowait, and is taken for nowait",
          "write wait or nowait");
    }
    Integer rate = separator < 0 ? null : rate(field.substring(separator + 1), findings);
    return new WaitField(waits, rate);
  }

  private static int separator(String field, boolean inetutils) {
    int dot = field.indexOf('.');
    int colon = inetutils ? -1 : field.indexOf(':');
    return dot < 0 || colon < 0 ? Math.max(dot, colon) : Math.min(dot, colon);
  }

  private static Integer rate(String text, LineFindings findings) {
    // inetutils-inetd reads the number with atoi(3), which stops at the first other character.
    String digits =
        findings.dialect() == Dialect.INETUTILS ? text.replaceFirst("[^0-9].*", "") : text;
    boolean number = PortNumber.isNumber(digits);
    int rate = !number ? 0 : digits.length() > 7 ? MOST : Integer.parseInt(digits);
    if (rate < 1) {
      findings.warning(
          "starts per minute "
              + LineFindings.quote(text)
              + " is no number above 0, and is passed"
              + " over",
          "write nowait.N, or nowait for no limit");
      return null;
    }
    if (!digits.equals(text)) {
      findings.warning(
          "starts per minute " + LineFindings.quote(text) + " is read as " + rate,
          "write nowait." + rate);
    } else if (findings.dialect() == Dialect.OPENBSD) {
      findings.warning(
          "openbsd-inetd starts one less than the "
              + rate
              + " a minute that are written, kinetd"
              + " starts all of them",
          "write one less to keep it as it was");
    }
    return Math.min(rate, MOST);
  }
}
