package dev.kinetd.operator.access;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;

/** What the operator sees of those who could be clients. Answers from memory, in any order. */
public interface Surroundings {

  /** The pods of a namespace, of whatever phase. */
  Collection<Pod> pods(String namespace) throws UnseenException;

  /** All namespaces. */
  Collection<Namespace> namespaces() throws UnseenException;

  /**
   * The operator cannot know, because it does not watch there or may not. Its message is a reason
   * for the user, without a full stop.
   */
  final class UnseenException extends Exception {

    private static final long serialVersionUID = 1;

    /** Says why. */
    public UnseenException(String reason) {
      super(reason, null, false, false);
    }
  }
}
