// JSON costs whoever reads it far more than whoever writes it: a line of brackets makes a hundred thousand things. So the text is counted
// through once, without making anything of it, before it is read.

/** No shape of ours is deeper, nor has more values, than a fraction of this. */
const JSON_LIMITS = { depth: 32, values: 20_000 } as const;

const [QUOTE, BACKSLASH, COMMA] = ['"', '\\', ','].map((each) => each.charCodeAt(0));
const OPENING = new Set(['[', '{'].map((each) => each.charCodeAt(0)));
const CLOSING = new Set([']', '}'].map((each) => each.charCodeAt(0)));

/** Whether reading the text makes no more than so many values, and none so deep. Says nothing about whether it is JSON. */
export function isBounded(
  text: string,
  limits: { readonly depth: number; readonly values: number } = JSON_LIMITS,
): boolean {
  let [depth, values, inText] = [0, 1, false];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inText) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) inText = false;
    } else if (code === QUOTE) inText = true;
    else if (code === COMMA) values += 1;
    else if (OPENING.has(code)) [depth, values] = [depth + 1, values + 1];
    else if (CLOSING.has(code)) depth -= 1;
    if (depth > limits.depth || values > limits.values) return false;
  }
  return true;
}
