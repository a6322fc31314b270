package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Finding;
import dev.kinetd.api.Origin;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Says what is to be said about one document, and knows where its fields stand. */
final class YamlFindings {

  private final String file;
  private final int firstLine;
  private final List<Finding> findings;
  private final Map<String, Origin> places = new HashMap<>();
  private final Set<String> faulty = new HashSet<>();

  YamlFindings(String file, int firstLine, List<Finding> findings) {
    this.file = file;
    this.firstLine = firstLine;
    this.findings = findings;
  }

  void error(Node node, String field, String text, String remedy) {
    error(origin(node.getStartMark()), field, text, remedy);
  }

  void error(Origin origin, String field, String text, String remedy) {
    faulty.add(field);
    findings.add(Finding.error(origin, field, text, remedy));
  }

  void place(String field, Node node) {
    places.put(field, origin(node.getStartMark()));
  }

  String file() {
    return file;
  }

  boolean failed() {
    return !faulty.isEmpty();
  }

  /** Whether something is wrong with a field, or with one inside it or around it. */
  boolean failedWithin(String field) {
    return faulty.stream().anyMatch(other -> isWithin(other, field));
  }

  /** Adds what validation found, each at the place of its field or of the nearest one around it. */
  void addValidation(List<Finding> found, Origin document) {
    for (Finding finding : found) {
      if (!failedWithin(finding.field())) {
        findings.add(finding.at(nearest(finding.field(), document)));
        faulty.add(finding.field());
      }
    }
  }

  Origin origin(Mark mark) {
    return new Origin(file, firstLine + mark.getLine(), mark.getColumn() + 1);
  }

  /** Where a field stands, or the nearest one around it. */
  Origin nearest(String field, Origin document) {
    return Declared.nearest(places, field, document);
  }

  Map<String, Origin> places() {
    return places;
  }

  /** Whether one field is the other, or inside it: a value of a wrong type is missing as well. */
  private static boolean isWithin(String field, String outer) {
    return field.equals(outer)
        || field.startsWith(outer + ".")
        || field.startsWith(outer + "[")
        || outer.startsWith(field + ".")
        || outer.startsWith(field + "[");
  }
}
