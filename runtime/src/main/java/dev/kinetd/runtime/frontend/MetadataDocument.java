package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Metadata;

/** Takes the metadata out of a document, whatever its kind. */
final class MetadataDocument {

  private MetadataDocument() {}

  /** The metadata, or null where there is none. */
  static Metadata read(YamlObject object) {
    if (object == null) {
      return null;
    }
    // What an API server adds to a document that is read back from it.
    object.ignore(
        "uid",
        "resourceVersion",
        "creationTimestamp",
        "managedFields",
        "finalizers",
        "ownerReferences",
        "selfLink");
    var metadata =
        new Metadata(
            object.string("name"),
            object.string("namespace"),
            object.stringMap("labels"),
            object.stringMap("annotations"),
            object.count("generation"));
    object.end();
    return metadata;
  }
}
