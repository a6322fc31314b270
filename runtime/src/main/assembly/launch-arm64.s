// Starts a handler: clone, then in the child a table of system calls, the last of them execve.
// The twin of launch-amd64.s, which explains the contract and the layout of order and row.
//
// long launch(struct order *order)

        .text
        .globl  launch
launch:
        stp     x19, x20, [sp, #-16]!
        mov     x19, x0

        mov     x8, #135                // rt_sigprocmask(SIG_SETMASK, &all, &saved, 8)
        mov     x0, #2
        add     x1, x19, #16
        add     x2, x19, #24
        mov     x3, #8
        svc     #0

        mov     x8, #220                // clone(VM | VFORK | PIDFD | SIGCHLD, stack, &pidfd, 0, 0)
        mov     x0, #0x5111
        ldr     x1, [x19, #8]
        add     x2, x19, #48
        mov     x3, #0
        mov     x4, #0
        svc     #0
        cbz     x0, child

        mov     x20, x0                 // parent, after the child's execve or exit
        mov     x8, #135                // rt_sigprocmask(SIG_SETMASK, &saved, 0, 8)
        mov     x0, #2
        add     x1, x19, #24
        mov     x2, #0
        mov     x3, #8
        svc     #0
        mov     x0, x20
        ldp     x19, x20, [sp], #16
        ret

child:
        ldr     x20, [x19]
row:
        ldr     x8, [x20]
        ldp     x0, x1, [x20, #8]
        ldp     x2, x3, [x20, #24]
        ldp     x4, x5, [x20, #40]
        svc     #0
        cmn     x0, #4095               // from -4095 up, unsigned: an error
        b.hs    failed
next:
        add     x20, x20, #64
        b       row
failed:
        ldr     x1, [x20, #56]
        cbnz    x1, next
        neg     x0, x0
        str     x0, [x19, #32]
        str     x20, [x19, #40]
        mov     x8, #93                 // exit(127)
        mov     x0, #127
        svc     #0
