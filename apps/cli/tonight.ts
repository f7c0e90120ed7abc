// What will sound in the next 24 hours, village by village, with the why of each line: the same plan as the server's, told at the machine itself.
import { ItemFailures, tonightOf, type TonightEntry } from '#application';
import { airSettingsOf } from '#config';
import { localDateOf, wallTimeOf, type TimeZone } from '#domain';
import {
  anomalyTexts,
  dateText,
  dayAndTimeText,
  fill,
  LANGUAGES,
  notForecastText,
  tonightTitle,
  tonightWhy,
  words,
  type Language,
} from '#words';
import { parseArgs } from 'node:util';
import { UsageError, type Command } from './command';
import { installationNow } from './installation-clock';
import { withDatabase } from './migrate';

export const tonight: Command = {
  name: 'tonight',
  usage: '[--commune <name>] [--language vi|en]',
  summary: 'what will sound in the next 24 hours, where and why',
  async run(config, args) {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: [...args], options: { commune: text, language: text } });
    const language = languageFrom(values.language);
    await withDatabase(config, async ({ unitOfWork }) => {
      const { read } = unitOfWork;
      const communes = await read.places.communes();
      const wanted = communes.filter(({ name }) => values.commune === undefined || name === values.commune);
      if (wanted.length === 0) throw new UsageError('There is no such commune.');
      const now = await installationNow(unitOfWork);
      const failures = new ItemFailures();
      for (const { id } of wanted) {
        console.log(told(language, await tonightOf(read, id, now, airSettingsOf(config), failures)));
      }
    });
  },
};

function languageFrom(wish = 'vi'): Language {
  const language = LANGUAGES.find((each) => each === wish);
  if (!language) throw new UsageError(`The language "${wish}" is not one of ${LANGUAGES.join(', ')}.`);
  return language;
}

function told(
  language: Language,
  { commune, from, to, villages, unplanned }: Awaited<ReturnType<typeof tonightOf>>,
): string {
  const zone = commune.timeZone;
  const heading = fill(words(language).tonight.heading, {
    commune: commune.name,
    from: dayAndTimeText(language, from, zone),
    to: dayAndTimeText(language, to, zone),
  });
  const chapters = villages.map(({ village, lines, notForecast }) => {
    const dateOf = (line: TonightEntry | undefined) => line && localDateOf(line.startsAt, zone);
    const sentences = lines.flatMap((line, index) => {
      const date = dateOf(line)!;
      const heading = date === dateOf(lines[index - 1]) ? [] : [`  ${dateText(language, date)}`];
      return [...heading, ...entryLines(language, line, zone)];
    });
    const nothing = notForecast.length > 0 ? [] : [`  ${words(language).tonight.nothing}`];
    return [
      `${village.label} ${village.name}`,
      ...notForecast.map((failure) => `  ⚠ ${notForecastText(language, failure)}`),
      ...(sentences.length > 0 ? sentences : nothing),
    ];
  });
  const failing = unplanned.map(({ name, since }) =>
    fill(words(language).tonight.unplanned, { name, at: dayAndTimeText(language, since, zone) }),
  );
  return [
    heading,
    ...failing.map((line) => `⚠ ${line}`),
    ...chapters.map((chapter) => ['', ...chapter].join('\n')),
  ].join('\n');
}

function entryLines(language: Language, line: TonightEntry, zone: TimeZone): readonly string[] {
  const onAir = line.state === 'planned' || line.state === 'held';
  const times = `${wallTimeOf(line.startsAt, zone)}-${wallTimeOf(line.endsAt, zone)}`;
  const why = tonightWhy(language, line, zone).join(' · ');
  const first = `  ${onAir ? times : '  ✗'.padEnd(times.length)}  ${tonightTitle(language, line)} [${line.zones.join(', ')}] ${why}`;
  return [first, ...anomalyTexts(language, line).map((warning) => `${' '.repeat(times.length + 4)}⚠ ${warning}`)];
}
