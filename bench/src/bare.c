/*
 * The same answer without a C library. The library's own start asks the processor what it can do,
 * and in a virtual machine each of these questions is a trap to the hypervisor: on some hosts that
 * costs several times what the super-server costs, and hides it. This handler costs almost nothing.
 */
#include <asm/unistd.h>

static long call(long number, long a, long b, long c) {
#if defined __x86_64__
  long result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c)
                   : "rcx", "r11", "memory");
  return result;
#elif defined __aarch64__
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
  return x0;
#else
#error "bare.c knows the system calls of amd64 and arm64 only"
#endif
}

void _start(void) {
  long written = call(__NR_write, 1, (long)"ok\n", 3);
  for (;;) call(__NR_exit_group, written == 3 ? 0 : 1, 0, 0);
}
