package dev.kinetd.runtime.access.hosts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The files of patterns that rules name, each read once. In them words stand between white space;
 * {@code #}, commas, EXCEPT and user names have no meaning.
 */
final class PatternFiles {

  /** The buffer that libwrap reads a word into, without looking at its length. */
  private static final int LONGEST_WORD = 8191;

  /** How deep files may name files; libwrap runs out of stack at some depth beyond this. */
  private static final int DEEPEST = 32;

  private final HostsFiles files;
  private final Map<String, HostPattern> opened = new LinkedHashMap<>();
  private final Map<String, List<Word>> words = new LinkedHashMap<>();
  private final Map<String, Integer> nuls = new LinkedHashMap<>();
  private final Map<String, String> faults = new LinkedHashMap<>();
  private final Set<String> opening = new LinkedHashSet<>();

  /**
   * A word of a file.
   *
   * @param text up to a NUL byte in it
   * @param line that it stands in, from 1
   */
  record Word(String text, int line) {}

  PatternFiles(HostsFiles files) {
    this.files = files;
  }

  HostPattern open(String path, HostPatterns patterns) {
    HostPattern known = opened.get(path);
    if (known != null) {
      return known;
    }
    if (opening.contains(path) || opening.size() == DEEPEST) {
      String fault = opening.contains(path) ? "names itself" : "is named too deep";
      faults.put(path, fault);
      return new HostPattern.Refusing("the file " + path + " " + fault);
    }
    opening.add(path);
    var inside = new ArrayList<HostPattern>();
    for (Word word : words(path)) {
      inside.add(
          word.text().length() > LONGEST_WORD
              ? new HostPattern.Refusing("a word in " + path + " is too long")
              : patterns.of(word.text()));
    }
    opening.remove(path);
    var pattern = new HostPattern.File(path, List.copyOf(inside));
    opened.put(path, pattern);
    return pattern;
  }

  private List<Word> words(String path) {
    var found = new ArrayList<Word>();
    try {
      String text = new String(files.read(path), StandardCharsets.ISO_8859_1);
      int line = 1;
      int i = 0;
      while (i < text.length()) {
        int start = i;
        while (i < text.length() && !LibcText.isSpace(text.charAt(i))) {
          i++;
        }
        if (i > start) {
          String word = text.substring(start, i);
          int nul = word.indexOf('\0');
          if (nul >= 0) {
            nuls.putIfAbsent(path, line);
          }
          found.add(new Word(nul < 0 ? word : word.substring(0, nul), line));
        } else if (text.charAt(i++) == '\n') {
          line++;
        }
      }
    } catch (NoSuchFileException e) {
      faults.put(path, "does not exist");
    } catch (IOException e) {
      faults.put(path, "cannot be read");
    }
    words.put(path, found);
    return found;
  }

  /** Every file that was asked for, also those that are not there. */
  Set<String> paths() {
    return words.keySet();
  }

  /** The words of a file that was asked for. */
  List<Word> wordsOf(String path) {
    return words.getOrDefault(path, List.of());
  }

  /** The first line of a file that has a NUL byte in it, or 0. */
  int nulOf(String path) {
    return nuls.getOrDefault(path, 0);
  }

  /** What is wrong with a file, or null. */
  String faultOf(String path) {
    return faults.get(path);
  }
}
