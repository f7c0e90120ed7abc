// Whether the tests pass on another day than today is tried without waiting for it: DAYS_AHEAD=400 npx jest. Only the clock of the tests'
// own process is moved; other processes and the disk keep theirs.
if (process.env.DAYS_AHEAD !== undefined && !('daysAhead' in Date)) {
  const aheadMs = Number(process.env.DAYS_AHEAD) * 86_400_000;
  const RealDate = Date;
  globalThis.Date = class Date extends RealDate {
    static daysAhead = process.env.DAYS_AHEAD;

    constructor(...parts) {
      if (parts.length === 0) super(RealDate.now() + aheadMs);
      else super(...parts);
    }

    static now() {
      return RealDate.now() + aheadMs;
    }
  };
}
