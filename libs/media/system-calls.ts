// Which calls of the kernel a decoder is refused, as the filter that `bwrap --seccomp` takes: no socket, no further process, and nothing of the
// kernel that no decoder needs. Threads stay allowed: they share the memory that is bounded.

/** How the kernel numbers its calls on one kind of machine. */
interface Machine {
  readonly audit: number;
  /** Answered with "not permitted". */
  readonly refused: readonly number[];
  readonly clone: number;
}

/** By the names that Node has for machines. */
const MACHINES: Readonly<Record<string, Machine>> = {
  // socket, socketpair, fork, vfork, ptrace, mount, add_key, request_key, keyctl, unshare, perf_event_open, open_by_handle_at,
  // process_vm_readv, process_vm_writev, bpf, userfaultfd, io_uring_setup.
  x64: {
    audit: 0xc000003e,
    refused: [41, 53, 57, 58, 101, 165, 248, 249, 250, 272, 298, 304, 310, 311, 321, 323, 425],
    clone: 56,
  },
  // The same, without fork and vfork, which are `clone` there.
  arm64: {
    audit: 0xc00000b7,
    refused: [198, 199, 117, 40, 217, 218, 219, 97, 241, 265, 270, 271, 280, 282, 425],
    clone: 220,
  },
};

/** The same everywhere. Its flags lie behind a pointer, so it is said not to exist, and the C library takes `clone`. */
const CLONE3 = 435;
const CLONE_THREAD = 0x10000;
/** From here on x64 has the same calls under other numbers. */
const OTHER_NUMBERS = 0x40000000;

const [NUMBER, AUDIT, FIRST_ARGUMENT] = [0, 4, 16];
const [LOAD, IS_EQUAL, IS_AT_LEAST, HAS_BITS, RETURN] = [0x20, 0x15, 0x35, 0x45, 0x06];
const [ALLOW, KILL, NOT_PERMITTED, NOT_THERE] = [0x7fff0000, 0x80000000, 0x00050001, 0x00050026];

/** The filter for a machine; undefined where its numbers are not known here. */
export function refusedCalls(machine: string): Buffer | undefined {
  const known = MACHINES[machine];
  if (known === undefined) return undefined;
  /** Of the two steps after it the first is taken when the question is answered by yes. */
  const when = (question: number, value: number, verdict: number) => [
    step(question, value, 0, 1),
    step(RETURN, verdict),
  ];
  const steps = [
    step(LOAD, AUDIT),
    step(IS_EQUAL, known.audit, 1, 0),
    step(RETURN, KILL),
    step(LOAD, NUMBER),
    ...when(IS_AT_LEAST, OTHER_NUMBERS, NOT_PERMITTED),
    ...known.refused.flatMap((call) => when(IS_EQUAL, call, NOT_PERMITTED)),
    ...when(IS_EQUAL, CLONE3, NOT_THERE),
    step(IS_EQUAL, known.clone, 1, 0),
    step(RETURN, ALLOW),
    step(LOAD, FIRST_ARGUMENT),
    ...when(HAS_BITS, CLONE_THREAD, ALLOW),
    step(RETURN, NOT_PERMITTED),
  ];
  return Buffer.concat(steps);
}

/** One instruction; `yes` and `no` are how many further ones are left out. */
function step(code: number, value: number, yes = 0, no = 0): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(yes, 2);
  bytes.writeUInt8(no, 3);
  bytes.writeUInt32LE(value, 4);
  return bytes;
}
