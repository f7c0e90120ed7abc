// "Nhật ký": who did what to what, with the state before and after; filtered, exported whole, and with the proof that nobody changed it afterwards.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { api, ask } from '#web';
import { addDays, instantOf } from '#domain';
import { useServerQuery } from '../../parts/queries';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { ChainStatus } from './chain-status';
import { JournalEntry } from './journal-entry';
import { JournalFilter, NO_FILTER, type Filter } from './journal-filter';
import { ReportTabs } from './report-tabs';
import '../../parts/paper.css';
import './reports.css';
import './journal.css';

const text = SCREENS.reports;
const PAGE = 50;

export default function Journal() {
  const { commune } = useDesk();
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const [cursor, setCursor] = useState<string>();
  const query = queryOf(filter, commune.timeZone);
  const asked = useServerQuery(['audit', commune.id, query, cursor], () =>
    ask(
      api.GET('/api/v1/communes/{id}/audit', {
        params: { path: { id: commune.id }, query: { ...query, limit: PAGE, ...(cursor && { cursor }) } },
      }),
    ),
  );
  const choose = (chosen: Filter) => {
    setFilter(chosen);
    setCursor(undefined);
  };
  const file = (kind: string, more: Readonly<Record<string, string>> = {}) =>
    `/api/v1/communes/${commune.id}/audit/export.${kind}?${new URLSearchParams({ ...query, ...more }).toString()}`;
  return (
    <>
      <h1>{text.title}</h1>
      <ReportTabs current="journal" />
      <ChainStatus />
      <JournalFilter filter={filter} onChange={choose} />
      <div className="report-bar">
        <Button component="a" variant="default" download href={file('csv', { lang: LANGUAGE })}>
          {text.exportTable}
        </Button>
        <Button component="a" variant="default" download href={file('jsonl')}>
          {text.exportLines}
        </Button>
        <span className="muted">{text.neverChanged}</span>
      </div>
      <View asked={asked} isEmpty={({ items }) => items.length === 0} empty={<p>{text.journalEmpty}</p>}>
        {({ items, page }) => (
          <section aria-label={text.journal}>
            <ol className="journal">
              {items.map((entry) => (
                <JournalEntry
                  key={entry.sequence}
                  entry={entry}
                  onlyThis={() => choose({ ...NO_FILTER, subjectId: entry.subjectId })}
                />
              ))}
            </ol>
            <div className="report-bar">
              {cursor === undefined ? null : (
                <Button variant="default" onClick={() => setCursor(undefined)}>
                  {text.newest}
                </Button>
              )}
              {page.nextCursor === null ? null : (
                <Button variant="default" onClick={() => setCursor(page.nextCursor ?? undefined)}>
                  {text.older}
                </Button>
              )}
            </div>
          </section>
        )}
      </View>
    </>
  );
}

/** Days of the commune as instants; what is empty is not asked for. */
function queryOf({ about, actor, subjectId, from, until }: Filter, timeZone: string) {
  const midnight = (date: string) => new Date(instantOf(date, '00:00', timeZone)).toISOString();
  return {
    ...(about !== '' && { about }),
    ...(actor !== '' && { actor }),
    ...(subjectId !== '' && { subjectId }),
    ...(from !== '' && { from: midnight(from) }),
    ...(until !== '' && { to: midnight(addDays(until, 1)) }),
  };
}
