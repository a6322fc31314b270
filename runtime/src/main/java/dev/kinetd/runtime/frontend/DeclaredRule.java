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
 * service could be open to those whom the rule keeps out: it refuses everybody, at any time.
 *
 * @param rule the model; of a rule that is not understood only the name, the services and whether
 *     it is an audit
 * @param understood whether the rule means what it says; false makes it refuse
 * @param origin where it was written
 * @param places where its fields were written, by path
 */
public record DeclaredRule(
    AccessRule rule, boolean understood, Origin origin, Map<String, Origin> places) {

  private static final String NO_NAME = "unnamed";

  public DeclaredRule {
    places = Map.copyOf(places);
  }

  /**
   * A rule that is not understood.
   *
   * @param name as far as one can be read, or null
   * @param services that it is about; all, where that is not understood either
   */
  static DeclaredRule refusing(
      String name, Services services, Toggle audit, Origin origin, Map<String, Origin> places) {
    var metadata = Metadata.named(name == null ? NO_NAME : Printable.of(name));
    var spec = new AccessRuleSpec(services, null, audit, null, null, null, null);
    return new DeclaredRule(new AccessRule(metadata, spec), false, origin, places);
  }

  public String name() {
    return rule.name();
  }

  /** The finding, said of the place of its field, or of the nearest one around it. */
  public Finding locate(Finding finding) {
    return finding.at(Declared.nearest(places, finding.field(), origin));
  }
}
