// What a person means by a form is one thing, however often it is sent: it has one name from the moment when the form opens until the server
// answered that it is done. A request carries that name and a mark of what it asks, so that a changed form is another request.

/** How often something was done from this page: after that, the same press means a new thing. */
let doneCount = 0;
/** Whose requests begin at this moment. */
let standing: Intent | undefined;

export class Intent {
  private name = freshName();
  private madeAt = doneCount;

  /** Begins a request of it. `ask` has to ask at once: what it does after it waited for something belongs to nobody. */
  step<T>(ask: () => T): T {
    const outer = stand(this);
    try {
      return ask();
    } finally {
      stand(outer);
    }
  }

  /** The `Idempotency-Key` of a request for this. */
  keyFor(what: string): string {
    // Something else was done meanwhile: whoever presses again does not ask for an answer that was lost before it.
    if (this.madeAt !== doneCount) this.renew();
    return `${this.name}-${markOf(what)}`;
  }

  /** It is done. A refusal is not: the same may be tried again, and what is changed has another mark. */
  done(): void {
    doneCount += 1;
    this.renew();
  }

  private renew(): void {
    this.name = freshName();
    this.madeAt = doneCount;
  }
}

/** The intent of the request that begins now. */
export function standingIntent(): Intent | undefined {
  return standing;
}

/** Takes the place of who stood there, and names them. */
function stand(intent: Intent | undefined): Intent | undefined {
  const outer = standing;
  standing = intent;
  return outer;
}

/** Nobody guesses it. Pages that came by plain HTTP have no `randomUUID`. */
export function freshName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Tells two contents apart (FNV-1a twice, 64 bits); guards nothing. */
function markOf(text: string): string {
  const hash = (seed: number) => {
    let sum = seed;
    for (let place = 0; place < text.length; place += 1) sum = Math.imul(sum ^ text.charCodeAt(place), 0x01000193);
    return (sum >>> 0).toString(16).padStart(8, '0');
  };
  return hash(0x811c9dc5) + hash(0x6c62272e);
}
