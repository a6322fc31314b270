package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Finding;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.Origin;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A service as a front end read it.
 *
 * @param service the model, valid in itself
 * @param origin where it was written
 * @param folder against which a relative program is resolved
 * @param places where its fields were written, by path; empty for a format without such fields
 */
public record Declared(
    InetdService service, Origin origin, Path folder, Map<String, Origin> places) {

  public Declared {
    places = Map.copyOf(places);
  }

  /**
   * The finding, said of the place of its field, or of the nearest one around it that was written.
   * Where the format has no fields, it names none.
   */
  public Finding locate(Finding finding) {
    if (places.isEmpty()) {
      return new Finding(finding.severity(), origin, "", finding.text(), finding.remedy());
    }
    return finding.at(nearest(places, finding.field(), origin));
  }

  /** The same, so many lines further on in its source. */
  Declared movedBy(int lines) {
    return new Declared(service, origin.movedBy(lines), folder, moved(places, lines));
  }

  static Map<String, Origin> moved(Map<String, Origin> places, int lines) {
    Map<String, Origin> moved = HashMap.newHashMap(places.size());
    places.forEach((field, place) -> moved.put(field, place.movedBy(lines)));
    return moved;
  }

  /** Where a field stands, or the nearest one around it, or else the document. */
  static Origin nearest(Map<String, Origin> places, String field, Origin document) {
    String place = field;
    while (!places.containsKey(place)) {
      int end = Math.max(place.lastIndexOf('.'), place.lastIndexOf('['));
      if (end < 0) {
        return document;
      }
      place = place.substring(0, end);
    }
    return places.get(place);
  }
}
