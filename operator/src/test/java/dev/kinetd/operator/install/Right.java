package dev.kinetd.operator.install;

/**
 * What somebody may do, or does.
 *
 * @param group of the API; empty for the oldest
 * @param resource by its plural, with a slash before a part of it
 */
record Right(String group, String resource, String verb) implements Comparable<Right> {

  @Override
  public int compareTo(Right other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return verb + " " + resource + (group.isEmpty() ? "" : "." + group);
  }
}
