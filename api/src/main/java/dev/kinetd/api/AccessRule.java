package dev.kinetd.api;

/**
 * Who may or may not reach which services, and when. Any matching Deny refuses; else any matching
 * Allow admits; a service that some Allow selects is closed to everybody else.
 *
 * @param metadata the name also stands in logs, metrics and verdicts
 * @param spec which services, whom, and when
 */
public record AccessRule(Metadata metadata, AccessRuleSpec spec) {

  /** The {@code kind} of the documents that this class is read from. */
  public static final String KIND = "AccessRule";

  public String name() {
    return metadata.name();
  }
}
