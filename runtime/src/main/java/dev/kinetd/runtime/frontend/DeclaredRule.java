package dev.kinetd.runtime.frontend;

import dev.kinetd.api.AccessRule;
import dev.kinetd.api.AccessRuleSpec;
import dev.kinetd.api.Finding;
import dev.kinetd.api.Metadata;
import dev.kinetd.api.Origin;
import dev.kinetd.api.Printable;
import dev.kinetd.api.Services;
import dev.kinetd.api.Toggle;
import java.util.Map;

/**
 * An access rule as a front end read it. One that is not understood is kept, because without it a
 * service could be open to those whom the rule keeps out: it refuses everybody, at any time. So
 * does what stands for the rules that may be in a text that nobody can read.
 *
 * @param rule the model; of a rule that is not understood only the name, the services and whether
 *     it is an audit
 * @param state whether the rule means what it says; anything else makes it refuse
 * @param origin where it was written
 * @param places where its fields were written, by path
 */
public record DeclaredRule(
    AccessRule rule, State state, Origin origin, Map<String, Origin> places) {

  private static final String NO_NAME = "unnamed";
  private static final String UNREADABLE = "unreadable";

  /** What is known of a rule. */
  public enum State {
    UNDERSTOOD,
    /** It is a rule, and says something that cannot be meant. */
    NOT_UNDERSTOOD,
    /** A file, or a document in one, that cannot be read, so that rules may be in it. */
    UNREADABLE
  }

  public DeclaredRule {
    places = Map.copyOf(places);
  }

  /**
   * A rule that is not understood.
   *
   * @param metadata as far as it can be read, or null
   * @param services that it is about; all, where that is not understood either
   */
  static DeclaredRule refusing(
      Metadata metadata,
      Services services,
      Toggle audit,
      Origin origin,
      Map<String, Origin> places) {
    boolean named = metadata != null && metadata.name() != null;
    String name = named ? Printable.of(metadata.name()) : NO_NAME;
    long generation = metadata == null ? 0 : metadata.generation();
    return refusing(
        new Metadata(name, null, null, null, generation),
        services,
        audit,
        State.NOT_UNDERSTOOD,
        origin,
        places);
  }

  /** What stands for the rules that a file, or a document in it, may hold; about all services. */
  static DeclaredRule unreadable(Origin origin) {
    return refusing(
        Metadata.named(UNREADABLE),
        Services.ALL,
        Toggle.Disabled,
        State.UNREADABLE,
        origin,
        Map.of());
  }

  private static DeclaredRule refusing(
      Metadata metadata,
      Services services,
      Toggle audit,
      State state,
      Origin origin,
      Map<String, Origin> places) {
    var spec = new AccessRuleSpec(services, null, audit, null, null, null, null);
    return new DeclaredRule(new AccessRule(metadata, spec), state, origin, places);
  }

  /** The same, so many lines further on in its source. */
  DeclaredRule movedBy(int lines) {
    return new DeclaredRule(rule, state, origin.movedBy(lines), Declared.moved(places, lines));
  }

  /** Whether the rule means what it says. */
  public boolean understood() {
    return state == State.UNDERSTOOD;
  }

  /** Whether it stands for rules that nobody can read. */
  public boolean unreadable() {
    return state == State.UNREADABLE;
  }

  public String name() {
    return rule.name();
  }

  /** The finding, said of the place of its field, or of the nearest one around it. */
  public Finding locate(Finding finding) {
    return finding.at(Declared.nearest(places, finding.field(), origin));
  }
}
