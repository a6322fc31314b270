# Starts a handler: clone, then in the child a table of system calls, the last of them execve.
#
# long launch(struct order *order)
#   returns the child's pid, or the negative errno of clone.
#
# The child shares the JVM's memory and stands in for the calling thread until its execve (vfork
# semantics), so it may touch nothing but its own small stack and the order. It calls nobody: no
# C library, no Java. All signals are blocked around it, because the JVM's signal handlers would
# otherwise run in the child, on the JVM's memory. The table's own rows set the dispositions to
# their defaults first and clear the mask last.
#
# struct order {                       offset
#   struct row *rows;                   0   the table
#   void *stack_top;                    8   of the child, 16-byte aligned
#   u64 all_signals;                   16   every bit set
#   u64 saved_mask;                    24   room for the caller's signal mask
#   i64 failed_errno;                  32   set by the child when a row fails: errno, positive
#   struct row *failed_row;            40   and which
#   i32 pidfd;                         48   set by clone
# };
# struct row { u64 number; u64 arguments[6]; u64 may_fail; };   64 bytes
#
# Bytes of this file stand in LaunchCode.java; LaunchCodeTest assembles it and compares.

        .intel_syntax noprefix
        .text
        .globl  launch
launch:
        push    rbx
        push    r12
        mov     rbx, rdi

        mov     eax, 14                 # rt_sigprocmask(SIG_SETMASK, &all, &saved, 8)
        mov     edi, 2
        lea     rsi, [rbx+16]
        lea     rdx, [rbx+24]
        mov     r10d, 8
        syscall

        mov     eax, 56                 # clone(VM | VFORK | PIDFD | SIGCHLD, stack, &pidfd, 0, 0)
        mov     edi, 0x5111
        mov     rsi, [rbx+8]
        lea     rdx, [rbx+48]
        xor     r10d, r10d
        xor     r8d, r8d
        syscall
        test    rax, rax
        jz      child

        mov     r12, rax                # parent, after the child's execve or exit
        mov     eax, 14                 # rt_sigprocmask(SIG_SETMASK, &saved, 0, 8)
        mov     edi, 2
        lea     rsi, [rbx+24]
        xor     edx, edx
        mov     r10d, 8
        syscall
        mov     rax, r12
        pop     r12
        pop     rbx
        ret

child:
        mov     r12, [rbx]
row:
        mov     rax, [r12]
        mov     rdi, [r12+8]
        mov     rsi, [r12+16]
        mov     rdx, [r12+24]
        mov     r10, [r12+32]
        mov     r8, [r12+40]
        mov     r9, [r12+48]
        syscall
        cmp     rax, -4095
        jae     failed
next:
        add     r12, 64
        jmp     row
failed:
        cmp     qword ptr [r12+56], 0
        jne     next
        neg     rax
        mov     [rbx+32], rax
        mov     [rbx+40], r12
        mov     eax, 60                 # exit(127)
        mov     edi, 127
        syscall
