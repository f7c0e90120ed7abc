// "Báo cáo & nhật ký", first part: the report of a month, as numbers, as a picture, as a file, and on paper.
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, ask, type Schema } from '#web';
import { addMonths, monthsBetween } from '#domain';
import { dayAndTimeText, fill } from '#words';
import { useServerQuery } from '../../parts/queries';
import { View } from '../../parts/view';
import { useDesk } from '../../parts/desk';
import { LANGUAGE, SCREENS } from '../../parts/words';
import { DayStrip } from './day-strip';
import { Happenings, MonthNumbers } from './month-numbers';
import { Reasons, Troubles } from './troubles';
import { VillageTable } from './village-table';
import { ReportTabs } from './report-tabs';
import '../../parts/paper.css';
import './reports.css';
import './month.css';

const text = SCREENS.reports;
const TABLES = ['villages', 'days', 'troubles'] as const;

export default function Reports() {
  const { commune } = useDesk();
  const months = useServerQuery(['reports', 'months', commune.id], () =>
    ask(api.GET('/api/v1/communes/{id}/reports', { params: { path: { id: commune.id } } })),
  );
  return (
    <>
      <div className="no-print">
        <h1>{text.title}</h1>
        <ReportTabs current="month" />
      </div>
      <View asked={months}>{(known) => <OneMonth months={known} />}</View>
    </>
  );
}

function OneMonth({ months }: { readonly months: Schema<'ReportMonths'> }) {
  const { commune } = useDesk();
  const [month, setMonth] = useState(months.usual);
  const report = useServerQuery(['reports', commune.id, month], () =>
    ask(api.GET('/api/v1/communes/{id}/reports/{month}', { params: { path: { id: commune.id, month } } })),
  );
  const choices = Array.from({ length: monthsBetween(months.first, months.last) + 1 }, (_, back) =>
    addMonths(months.last, -back),
  );
  return (
    <>
      <div className="report-bar no-print">
        <NativeSelect
          label={text.month}
          value={month}
          onChange={({ currentTarget }) => setMonth(currentTarget.value)}
          data={choices.map((value) => ({ value, label: fill(text.monthName, partsOf(value)) }))}
        />
        {TABLES.map((table) => (
          <Button
            key={table}
            component="a"
            variant="default"
            download
            href={`/api/v1/communes/${commune.id}/reports/${month}.csv?table=${table}&lang=${LANGUAGE}`}
          >
            {fill(text.csv, { table: text.csvTables[table] })}
          </Button>
        ))}
        <Button onClick={() => window.print()}>{text.print}</Button>
      </div>
      <View
        asked={report}
        isEmpty={({ tally, soundedMs }) => tally.due === 0 && soundedMs === 0}
        empty={
          <>
            <p>{text.empty}</p>
            <Link href="/schedule">{text.toSchedule}</Link>
          </>
        }
      >
        {(known) => <Sheet report={known} />}
      </View>
    </>
  );
}

/** What also goes on paper. */
function Sheet({ report }: { readonly report: Schema<'MonthReport'> }) {
  const { commune } = report;
  const at = dayAndTimeText(LANGUAGE, Date.parse(report.madeAt), commune.timeZone);
  return (
    <article className="report">
      <header>
        <p className="only-print">{fill(text.place, { commune: commune.name, province: commune.province })}</p>
        <h2>{fill(text.heading, partsOf(report.month))}</h2>
        <p className="muted">
          {fill(text.madeAt, { at })} {report.isFinal ? null : text.soFar}
        </p>
      </header>
      <MonthNumbers report={report} />
      <VillageTable report={report} />
      <DayStrip days={report.days} />
      <Reasons report={report} />
      <Troubles report={report} />
      <Happenings happenings={report.happenings} />
      <section className="signatures only-print" aria-label={text.signatures}>
        {[text.author, text.chief].map((who) => (
          <p key={who}>
            <strong>{who}</strong>
            <br />
            {text.signHere}
          </p>
        ))}
      </section>
    </article>
  );
}

function partsOf(month: string): { readonly month: string; readonly year: string } {
  return { year: month.slice(0, 4), month: month.slice(5) };
}
