// Two clicks in quick succession on the same spot are one double click to the browser. The second one asks for nothing that the first one did
// not ask for already, however fast the server answered in between.

let beganAt = 0;
let count = 0;

addEventListener(
  'click',
  ({ detail, timeStamp }) => {
    if (detail <= 1) beganAt = timeStamp;
    count = detail;
  },
  { capture: true },
);

/** Whether the click that is handled now only repeats the one that began something at that instant of `performance.now()`. */
export function repeatsClickOf(instant: number): boolean {
  return count > 1 && instant >= beganAt;
}
