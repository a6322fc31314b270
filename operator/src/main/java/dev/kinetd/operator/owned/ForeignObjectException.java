package dev.kinetd.operator.owned;

/** An object that the operator did not make has the name that it needs; it is left alone. */
public final class ForeignObjectException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Names the object. */
  public ForeignObjectException(String kind, String name) {
    super("there is a " + kind + " \"" + name + "\" that kinetd did not make");
  }
}
