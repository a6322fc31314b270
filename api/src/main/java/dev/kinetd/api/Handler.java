package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/**
 * What serves a client: exactly one of a program, a script or a built-in.
 *
 * @param command the program and its arguments. The program is an absolute path; outside Kubernetes
 *     it may be relative to the folder of the document
 * @param argv0 what the program finds as its own name; only with command. Absent means the
 *     program's base name
 * @param script a program's text, whose first line names the interpreter, as {@code #!/bin/sh}; at
 *     most 65536 characters
 * @param builtin a service that the runtime carries out itself
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
@ValidationRule(
    value =
        "[has(self.command), has(self.script), has(self.builtin)].filter(given, given).size() == 1",
    message = "give exactly one of command, script and builtin")
@ValidationRule(
    value = "!has(self.argv0) || has(self.command)",
    message = "argv0 has a meaning for command alone: remove it")
public record Handler(
    @Size(min = 1, max = 128)
        @ValidationRule(
            value = "self.size() == 0 || self[0].startsWith('/')",
            message = "the program must have an absolute path: a pod has no folder to begin from")
        @ValidationRule(
            value = "!self.exists(word, word.contains('\\u0000'))",
            message = "a word has a NUL character, which no program can be given: remove it")
        List<@Size(max = 4096) String> command,
    @Size(max = 4096)
        @ValidationRule(
            value = "!self.contains('\\u0000')",
            message = "argv0 has a NUL character, which no program can be given: remove it")
        String argv0,
    @Size(min = 1, max = Handler.MAX_SCRIPT_LENGTH)
        @ValidationRule(
            value = "self.startsWith('#!')",
            message =
                "the script does not name its interpreter: begin it with a line such as #!/bin/sh")
        @ValidationRule(
            value = "!self.contains('\\u0000')",
            message = "the script has a NUL character: remove it")
        String script,
    Builtin builtin) {

  /** The most characters of {@code script}. */
  public static final int MAX_SCRIPT_LENGTH = 65_536;

  public Handler {
    command = command == null ? List.of() : List.copyOf(command);
  }

  /** A program, or a built-in; the other is null. */
  public Handler(List<String> command, String argv0, Builtin builtin) {
    this(command, argv0, null, builtin);
  }

  /** The program to execute; only for a handler that has a command. */
  public String program() {
    return command.getFirst();
  }

  /** The name that the program finds as its own. */
  public String effectiveArgv0() {
    return argv0 != null ? argv0 : program().substring(program().lastIndexOf('/') + 1);
  }

  public boolean isScript() {
    return script != null;
  }

  public boolean isBuiltin() {
    return builtin != null;
  }
}
