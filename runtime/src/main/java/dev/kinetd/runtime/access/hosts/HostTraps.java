package dev.kinetd.runtime.access.hosts;

import dev.kinetd.api.Printable;
import java.util.Set;

/** Traps in a word that speaks of a host. */
final class HostTraps {

  private static final Set<String> FOREIGN = Set.of("any", "none", "everyone", "anywhere");
  private static final String DIGITS = "0123456789.";

  private final LineFindings line;

  HostTraps(LineFindings line) {
    this.line = line;
  }

  void checkShape(PatternList<?> list, String kind) {
    if (list.items().isEmpty()) {
      line.error(
          list.except() == null
              ? kind + " list is empty, so the rule never matches"
              : "the " + kind + " list begins with EXCEPT, so the rule never matches",
          list.except() == null ? "name a " + kind + ", or ALL" : "write ALL before EXCEPT");
      return;
    }
    for (var part = list.except(); part != null; part = part.except()) {
      if (part.items().isEmpty()) {
        line.error(
            kind + " list ends in EXCEPT or has two in a row, so nothing is excepted",
            "name what is excepted");
      }
    }
  }

  /** A word of a file of patterns: colons need no brackets there. */
  void checkInFile(String word) {
    if (Ipv6Text.parse(word) != null) {
      line.warning(
          Printable.of(word) + " is compared as text", "write [" + Printable.of(word) + "]");
    } else {
      check(word);
    }
  }

  void check(String word) {
    String shown = Printable.of(word);
    int slash = LibcText.unbracketed(word, 0, '/');
    if (word.startsWith("@")) {
      line.error(
          shown + ": netgroups are not supported, so whoever gets this far is refused",
          "name the hosts, or put them into a file and name that: /path/file");
    } else if (word.startsWith("!")) {
      line.error(shown + " matches nothing: ! does not negate", "write EXCEPT");
    } else if (unpaired(word)) {
      line.error(shown + ": a bracket without its other half", "pair the brackets");
    } else if (slash > 0) {
      new NetTraps(line, word.substring(0, slash), word.substring(slash + 1)).check();
    } else if (word.startsWith("[") && word.endsWith("]")) {
      checkBracketed(word.substring(1, word.length() - 1), shown);
    } else if (Glob.isGlob(word)) {
      checkGlob(word, shown);
    } else if (LibcText.same(word, "FAIL")) {
      line.error("the word FAIL means nothing here any more", "write EXCEPT, or the option deny");
    } else if (FOREIGN.contains(LibcText.fold(word))) {
      line.warning(shown + " is the name of a host", "write ALL for everybody");
    } else if (LibcText.consistsOf(word, DIGITS + "-") && word.indexOf('-') > 0) {
      line.error(
          shown + " matches nothing: there are no ranges", "write nets: 10.0.0.0/28 10.0.0.16/30");
    } else if (LibcText.consistsOf(word, DIGITS)) {
      checkDigits(word, shown);
    } else if (word.endsWith(".")) {
      line.warning(
          shown + ": a host name that ends in a dot matches all names that begin with it",
          "write the name without the dot, or .domain for a domain");
    }
  }

  private static boolean unpaired(String word) {
    return word.indexOf('[') > word.indexOf(']')
        || (word.indexOf('[') < 0) != (word.indexOf(']') < 0);
  }

  private void checkBracketed(String inside, String shown) {
    if (inside.indexOf('/') > 0) {
      line.error(
          shown + " matches nothing: the length stands within the brackets",
          "write ["
              + Printable.of(inside.substring(0, inside.indexOf('/')))
              + "]"
              + Printable.of(inside.substring(inside.indexOf('/'))));
    } else {
      NetTraps.checkAddress6(line, inside, shown);
    }
  }

  private void checkGlob(String word, String shown) {
    if (word.startsWith(".") || word.endsWith(".") || word.startsWith("[")) {
      line.error(
          shown + " matches nothing: * and ? do not go with a dot at an end, or with brackets",
          "write *" + Printable.of(LibcText.chop(word.replaceAll("^\\.|\\.$", ""))));
    }
  }

  private void checkDigits(String word, String shown) {
    long address = LibcAddress.dottedQuad(word);
    String[] octets = word.split("\\.");
    if (word.startsWith(".")) {
      line.warning(
          shown + ": a network number begins with a dot: it matches addresses that end so",
          "write the beginning of the addresses and a dot, or a net");
    } else if (word.endsWith(".") && octets.length > 3) {
      line.error(
          shown + " matches nothing: no address goes on after four numbers", "take the dot away");
    } else if (!isCanonical(octets)) {
      line.error(
          shown + " matches nothing: addresses are compared as text, without leading zeros",
          "write each number from 0 to 255 as it is");
    } else if (octets.length < 4 && !word.endsWith(".")) {
      line.error(
          shown + " matches nothing: it is neither an address nor the beginning of one",
          "write "
              + shown
              + ". or "
              + shown
              + ".0".repeat(4 - octets.length)
              + "/"
              + 8 * octets.length);
    } else if (address == 0 || word.equals("255.255.255.255")) {
      line.warning(shown + " is nobody's address", "write ALL for everybody");
    }
  }

  private static boolean isCanonical(String[] octets) {
    for (String octet : octets) {
      boolean number = !octet.isEmpty() && octet.length() <= 3;
      if (!number
          || Integer.parseInt(octet) > 255
          || (octet.length() > 1 && octet.startsWith("0"))) {
        return false;
      }
    }
    return octets.length > 0;
  }
}
