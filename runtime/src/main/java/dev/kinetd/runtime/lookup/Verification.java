package dev.kinetd.runtime.lookup;

import dev.kinetd.runtime.access.ClientName;
import dev.kinetd.runtime.admission.Source;

/**
 * Whether the name of an address can be trusted, by libwrap's rule: looked up again, the name must
 * lead to the address, and be no alias, because whoever owns the address may write any name there.
 */
final class Verification {

  /** libwrap asks only for its address: many hosts files have it as an alias. */
  private static final String LOCALHOST = "localhost";

  private Verification() {}

  /**
   * @param name what the reverse lookup says
   * @param forward what the lookup of that name says
   */
  static ClientName of(String name, Source address, HostAddresses forward) {
    if (Literals.resembles(name)) {
      return ClientName.PARANOID;
    }
    if (forward.failed()) {
      return ClientName.UNVERIFIED;
    }
    boolean canonical =
        name.equalsIgnoreCase(LOCALHOST) || name.equalsIgnoreCase(forward.canonicalName());
    return canonical && forward.addresses().contains(address)
        ? ClientName.known(name)
        : ClientName.PARANOID;
  }
}
