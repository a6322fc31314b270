package dev.kinetd.runtime.linux;

/**
 * The system calls in use with their numbers, from the kernel's {@code
 * arch/x86/entry/syscalls/syscall_64.tbl} and {@code include/uapi/asm-generic/unistd.h}.
 */
public enum Syscall {
  READ(0, 63),
  WRITE(1, 64),
  CLOSE(3, 57),
  MMAP(9, 222),
  MPROTECT(10, 226),
  RT_SIGACTION(13, 134),
  RT_SIGPROCMASK(14, 135),
  IOCTL(16, 29),
  SOCKET(41, 198),
  SENDTO(44, 206),
  RECVFROM(45, 207),
  SENDMSG(46, 211),
  RECVMSG(47, 212),
  SHUTDOWN(48, 210),
  BIND(49, 200),
  LISTEN(50, 201),
  GETSOCKNAME(51, 204),
  GETPEERNAME(52, 205),
  SETSOCKOPT(54, 208),
  GETSOCKOPT(55, 209),
  EXECVE(59, 221),
  KILL(62, 129),
  FCNTL(72, 25),
  CHDIR(80, 49),
  UMASK(95, 166),
  GETEUID(107, 175),
  SETPGID(109, 154),
  SETSID(112, 157),
  GETPGID(121, 155),
  SETGROUPS(116, 159),
  SETRESUID(117, 147),
  SETRESGID(119, 149),
  GETPRIORITY(140, 141),
  SETPRIORITY(141, 140),
  PRCTL(157, 167),
  EPOLL_CTL(233, 21),
  WAITID(247, 95),
  PPOLL(271, 73),
  OPENAT(257, 56),
  EPOLL_PWAIT(281, 22),
  ACCEPT4(288, 242),
  EVENTFD2(290, 19),
  EPOLL_CREATE1(291, 20),
  DUP3(292, 24),
  PIPE2(293, 59),
  PRLIMIT64(302, 261),
  SECCOMP(317, 277),
  MEMFD_CREATE(319, 279),
  CLOSE_RANGE(436, 436),
  LANDLOCK_CREATE_RULESET(444, 444),
  LANDLOCK_RESTRICT_SELF(446, 446);

  private final int number;

  Syscall(int amd64, int arm64) {
    this.number = Architecture.current() == Architecture.AMD64 ? amd64 : arm64;
  }

  /** The number by which this machine's kernel knows the call. */
  public int number() {
    return number;
  }

  /** The call's name as man pages spell it. */
  public String callName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
