package dev.kinetd.operator.runtime;

import dev.kinetd.operator.pods.PodView;
import dev.kinetd.operator.status.Reason;
import dev.kinetd.operator.status.Statement;
import java.util.ArrayList;
import java.util.List;

/** What there is to say of a runtime: one statement for each condition. Pure. */
final class RuntimeAssessment {

  private RuntimeAssessment() {}

  /**
   * A runtime with everything that its conditions depend on.
   *
   * @param refusal why it is not carried out, or null when it is
   * @param configGeneration the newest configuration written; 0 when there is none
   * @param unavailable whether it has had no ready pod for long
   * @param pods that it has
   * @param exhausted names of pods that were ended for want of memory
   * @param memory how much memory it needs, in words
   */
  record View(
      Statement refusal,
      long configGeneration,
      boolean unavailable,
      List<PodView> pods,
      List<String> exhausted,
      String memory) {}

  /** The statements about a runtime. */
  static List<Statement> of(View view) {
    var statements = new ArrayList<Statement>();
    statements.add(view.refusal() != null ? view.refusal() : Statement.of(Reason.ACCEPTED));
    List<PodView> ready = view.pods().stream().filter(PodView::ready).toList();
    statements.add(programmed(view, ready));
    statements.add(ready(view, ready));
    if (!view.exhausted().isEmpty()) {
      statements.add(
          Statement.inWords(
              Reason.MEMORY_EXHAUSTED,
              "the kernel ended "
                  + String.join(", ", view.exhausted())
                  + " with all handlers for want of memory: "
                  + view.memory()));
    }
    return statements;
  }

  private static Statement programmed(View view, List<PodView> ready) {
    if (ready.isEmpty()) {
      return view.unavailable()
          ? Statement.of(Reason.RUNTIME_UNAVAILABLE)
          : Statement.of(Reason.PROGRAMMED_PENDING, "no pod is ready yet");
    }
    for (PodView pod : ready) {
      if (pod.state() == null || pod.state().generation() < view.configGeneration()) {
        boolean refused =
            pod.state() != null && pod.state().problemGeneration() >= view.configGeneration();
        return refused
            ? Statement.inWords(
                Reason.INVALID,
                "the pod "
                    + pod.name()
                    + " keeps the configuration before: "
                    + pod.state().problem())
            : Statement.of(
                Reason.PROGRAMMED_PENDING,
                "the pod " + pod.name() + " has not loaded the newest configuration yet");
      }
    }
    return Statement.inWords(
        Reason.PROGRAMMED, "every ready pod has loaded the newest configuration");
  }

  private static Statement ready(View view, List<PodView> ready) {
    if (!ready.isEmpty()) {
      return Statement.of(Reason.LISTENING, ready.size() + " of its pods ready");
    }
    return view.unavailable()
        ? Statement.of(Reason.NO_READY_RUNTIME, "it has no ready pod")
        : Statement.of(Reason.READY_PENDING, "no pod is ready yet");
  }
}
