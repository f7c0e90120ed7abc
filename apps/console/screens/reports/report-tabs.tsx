// The two parts of the screen, each with an address of its own.
import { Link } from 'wouter';
import { SCREENS } from '../../parts/words';

const text = SCREENS.reports;

export function ReportTabs({ current }: { readonly current: 'month' | 'journal' }) {
  return (
    <nav className="report-tabs" aria-label={text.parts}>
      <Link href="/reports" aria-current={current === 'month' ? 'page' : undefined}>
        {text.monthTab}
      </Link>
      <Link href="/reports/journal" aria-current={current === 'journal' ? 'page' : undefined}>
        {text.journalTab}
      </Link>
    </nav>
  );
}
