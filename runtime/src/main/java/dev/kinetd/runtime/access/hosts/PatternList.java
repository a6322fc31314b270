package dev.kinetd.runtime.access.hosts;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A list of daemons or of clients.
 *
 * @param items of which one must match; none where the list is empty or begins with EXCEPT
 * @param except what stands behind the first EXCEPT, or null without one
 */
record PatternList<P extends PatternList.Item>(List<P> items, PatternList<P> except) {

  /** One word of a list. */
  interface Item {

    Answer test(Evaluation evaluation);

    /** As it was written. */
    String word();
  }

  private static final String SEPARATORS = ", \t\r\n";

  static <P extends Item> PatternList<P> parse(String text, Function<String, P> compile) {
    return of(words(text), compile);
  }

  private static <P extends Item> PatternList<P> of(
      List<String> words, Function<String, P> compile) {
    PatternList<P> rest = null;
    int end = words.size();
    for (int i = words.size() - 1; i >= 0; i--) {
      if (LibcText.same(words.get(i), "EXCEPT")) {
        rest = new PatternList<>(compiled(words.subList(i + 1, end), compile), rest);
        end = i;
      }
    }
    return new PatternList<>(compiled(words.subList(0, end), compile), rest);
  }

  private static <P extends Item> List<P> compiled(
      List<String> words, Function<String, P> compile) {
    return words.stream().map(compile).toList();
  }

  static List<String> words(String text) {
    var words = new ArrayList<String>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || SEPARATORS.indexOf(text.charAt(i)) >= 0) {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  /** Whether something holds for every item, those of EXCEPT as well. */
  boolean allMatch(Predicate<P> condition) {
    return items.stream().allMatch(condition) && (except == null || except.allMatch(condition));
  }

  /** Whether something holds for some item, or one of EXCEPT. */
  boolean anyMatch(Predicate<P> condition) {
    return !allMatch(condition.negate());
  }

  /** One item matches, and what is excepted does not; EXCEPT binds to the right. */
  Answer test(Evaluation evaluation) {
    // Without an iterator: a file of ten thousand lines would have one made for each.
    for (int i = 0; i < items.size(); i++) {
      P item = items.get(i);
      Answer answer = item.test(evaluation);
      if (answer == Answer.STOP) {
        return Answer.STOP;
      }
      if (answer == Answer.YES) {
        return except == null ? found(item, evaluation) : unlessExcepted(item, evaluation);
      }
    }
    return Answer.NO;
  }

  private Answer unlessExcepted(P item, Evaluation evaluation) {
    return switch (except.test(evaluation)) {
      case YES -> Answer.NO;
      case NO -> found(item, evaluation);
      case STOP -> Answer.STOP;
    };
  }

  private Answer found(P item, Evaluation evaluation) {
    evaluation.matched(item.word());
    return Answer.YES;
  }
}
