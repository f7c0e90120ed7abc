// Looks at a whole installation by the rules of `domain/invariants`: is what it says of the last days true, as far as this machine can know? It only
// reads, so a server may go on meanwhile.
import { parseArgs } from 'node:util';
import { checkInstallation, isIntact, knownOf, verifyAudit } from '#application';
import type { Config } from '#config';
import { readAirLog, type AirLogLine } from '#data-folder';
import {
  DAY_MS,
  groupedBy,
  INVARIANTS,
  type AirLogSound,
  type CheckedInvariant,
  type Known,
  type Violation,
} from '#domain';
import { FfmpegSoundRenderer, FolderAudioStore } from '#media';
import { withAuditTrail } from '#persistence';
import { auditTexts, fill, listText, words, type Language } from '#words';
import { auditOutside } from './audit-outside';
import { languageOf, UsageError, type Command } from './command';
import { installationNow } from './installation-clock';
import { withDatabase } from './migrate';

const DAYS = '7';
/** So many of one kind are named. */
const NAMED = 20;

export const doctor: Command = {
  name: 'doctor',
  usage: '[--days <number>] [--language vi|en]',
  summary:
    'check that what the last days say is true: sounds, receipts, playbacks, event log; exit code 1 when something is not',
  async run(config, args) {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: [...args], options: { days: text, language: text } });
    const language = languageOf(values.language);
    const days = Number(values.days ?? DAYS);
    if (!Number.isSafeInteger(days) || days < 1) throw new UsageError('Give a whole number of days, 1 or more.');
    const log = readAirLog(config.fleet.dir);
    const sounds = log.length === 0 ? null : soundsOf(log);
    const outside = await auditOutside(config);
    return withDatabase(config, async ({ unitOfWork }) => {
      const verdicts = await withAuditTrail(config.database.sqlitePath, (trail) => verifyAudit(trail, outside));
      const now = await installationNow(unitOfWork);
      const time = { since: now - days * DAY_MS, now };
      let isWell = true;
      for (const { id, name, timeZone } of await unitOfWork.read.places.communes()) {
        const wrong = verdicts.find((verdict) => verdict.communeId === id && !isIntact(verdict));
        const logFault = wrong ? auditTexts(language, wrong, timeZone).join(' ') : null;
        const found = await checkInstallation(unitOfWork.read, id, time, { sounds, logFault });
        isWell &&= found.length === 0;
        console.log(fill(words(language).doctor.heading, { name, days }));
        for (const line of linesOf(language, knownOf({ sounds }), found)) console.log(`  ${line}`);
        if (sounds === null) console.log(`  ${words(language).doctor.noAirLog}`);
      }
      console.log(await lineOfDecoding(language, config));
      return isWell ? 0 : 1;
    });
  },
};

/** A line for each rule that could be asked, and below it what breaks it. */
function linesOf(language: Language, known: readonly Known[], found: readonly Violation[]): readonly string[] {
  const text = words(language).doctor;
  return INVARIANTS.flatMap(({ number, asks }) => {
    if (asks === 'life' || !known.includes(asks)) return [];
    const sentence = text.sentences[number as CheckedInvariant];
    const broken = found.filter(({ invariant }) => invariant === number).map(({ what }) => what);
    if (broken.length === 0) return [fill(text.holds, { sentence })];
    const more = broken.length > NAMED ? [`    ${fill(text.more, { count: broken.length - NAMED })}`] : [];
    const named = broken.slice(0, NAMED).map((what) => `    ${what}`);
    return [fill(text.broken, { sentence, count: broken.length }), ...named, ...more];
  });
}

/** What a taken-over decoder could reach on this machine, tried now. It breaks no promise to the commune, so it leaves the exit code as it is. */
async function lineOfDecoding(language: Language, { media, database }: Config): Promise<string> {
  const warn = (sentence: string) => console.log(`  ${sentence}`);
  const options = { ...media, secretFiles: [database.sqlitePath], warn };
  const notHeld = await new FfmpegSoundRenderer(new FolderAudioStore(media.soundsDir), options).tryBounds();
  const text = words(language);
  if (notHeld.length === 0) return text.doctor.decodingHolds;
  const missing = listText(
    language,
    notHeld.map((bound) => text.screens.needs.decodingBounds[bound]),
  );
  return fill(text.doctor.decodingOpen, { missing });
}

/** Each start with its end. What the end of the process cut short was over when the next sound of that pole began, at the latest. */
function soundsOf(log: readonly AirLogLine[]): readonly AirLogSound[] {
  const begun = log.filter(({ event }) => event === 'start');
  const ended = groupedBy(
    log.filter(({ event }) => event === 'end'),
    nameOf,
  );
  const starts = groupedBy(begun, ({ controllerId }) => controllerId);
  return begun.map((start) => {
    const { controllerId, playbackId, airingId, atMs: startedAt, sounds: sha256s } = start;
    const end = ended.get(nameOf(start))?.find(({ atMs }) => atMs >= startedAt);
    const next = starts.get(controllerId)?.find(({ atMs }) => atMs > startedAt);
    return {
      ...{ controllerId, box: controllerId, airingId, playbackId, startedAt, sha256s },
      endedAt: end?.atMs ?? next?.atMs ?? null,
      completed: end?.completed ?? false,
    };
  });
}

const nameOf = ({ controllerId, playbackId }: AirLogLine) => `${controllerId} ${playbackId}`;
