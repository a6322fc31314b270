package dev.kinetd.runtime.programs;

import dev.kinetd.runtime.support.PrivateMachine;

/** A user of a private machine, whom programs can look up and let in by her password. */
final class Alice {

  static final String PASSWORD = "s3cret";
  static final String LOGIN = "alice:" + PASSWORD;
  static final int ID = 64111;

  /** What crypt(3) makes of the password. */
  private static final String HASH =
      "$6$firststeps$O9qnwBmlkVRFCppPmXOYflngkrg7xAUBb56i5to/rIB6NgiUOSjOZrMfZ/iOLFCZUlcidGUr5xr9c"
          + "O3xAwNok1";

  private Alice() {}

  static PrivateMachine addTo(PrivateMachine machine) {
    return machine
        .append("/etc/passwd", "alice:x:%d:%d:Alice Liddell:/usr/alice:/bin/sh".formatted(ID, ID))
        .append("/etc/group", "alice:x:" + ID + ":")
        .append("/etc/shadow", "alice:" + HASH + ":20000:0:99999:7:::")
        .run("install -d -o alice -g alice /usr/alice");
  }

  /** Makes the program that asks PAM by this name ask for no more than the password. */
  static PrivateMachine letInto(String program, PrivateMachine machine) {
    return machine
        .append("/etc/pam.d/" + program, "auth required pam_unix.so")
        .append("/etc/pam.d/" + program, "account required pam_unix.so")
        .append("/etc/pam.d/" + program, "session required pam_permit.so");
  }
}
