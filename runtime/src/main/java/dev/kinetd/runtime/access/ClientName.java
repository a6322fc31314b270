package dev.kinetd.runtime.access;

/** What looking up the name of a client's address came to. */
public sealed interface ClientName {

  /** The address has no name. */
  ClientName UNKNOWN = new Unknown(false);

  /** No answer came, or none in time: the address may have a name. */
  ClientName FAILED = new Unknown(true);

  /** The address has a name that does not lead back to it, so that anybody may have written it. */
  ClientName PARANOID = new Paranoid(false);

  /** The address has a name, but nobody answered whether it leads back to the address. */
  ClientName UNVERIFIED = new Paranoid(true);

  /** Whether an answer is missing, so that asking again may come to something else. */
  boolean failed();

  /**
   * The address has a name, and the name leads back to the address.
   *
   * @param name as the reverse lookup gave it, in its own case, without a final dot
   */
  record Known(String name) implements ClientName {

    @Override
    public boolean failed() {
      return false;
    }
  }

  /**
   * No name. To hosts files it is the same whether there is none or whether nobody answered;
   * AccessRules tell the two apart.
   *
   * @param failed whether nobody answered
   */
  record Unknown(boolean failed) implements ClientName {}

  /**
   * A name that is not to be trusted. To hosts files it is the same whether it leads elsewhere or
   * whether nobody answered; AccessRules tell the two apart.
   *
   * @param failed whether nobody answered
   */
  record Paranoid(boolean failed) implements ClientName {}

  static ClientName known(String name) {
    return new Known(name);
  }
}
