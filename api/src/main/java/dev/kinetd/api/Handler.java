package dev.kinetd.api;

import java.util.List;

/**
 * What serves a client: exactly one of a program, a script or a built-in.
 *
 * @param command the program, absolute or relative to the document's folder, and its arguments;
 *     empty when another is set
 * @param argv0 what the program finds as its own name, or null for the program's base name
 * @param script a program's text, whose first line names the interpreter ({@code #!/bin/sh}), or
 *     null
 * @param builtin a service that the runtime carries out itself, or null
 */
public record Handler(List<String> command, String argv0, String script, Builtin builtin) {

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
