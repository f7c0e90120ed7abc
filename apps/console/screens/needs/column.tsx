// One of the three columns, and one thing in it: a title, what is known, and the next act.
import type { ReactNode } from 'react';

export function Column({
  heading,
  nothing,
  count,
  children,
}: {
  readonly heading: string;
  readonly nothing: string;
  readonly count: number;
  readonly children: ReactNode;
}) {
  return (
    <section className="need-column" aria-label={heading}>
      <h2>
        {heading} <span className="muted">{count}</span>
      </h2>
      {count === 0 ? <p className="muted">{nothing}</p> : <ul>{children}</ul>}
    </section>
  );
}

export function Row({
  title,
  badge,
  children,
  acts,
}: {
  readonly title: ReactNode;
  readonly badge?: ReactNode;
  readonly children?: ReactNode;
  readonly acts?: ReactNode;
}) {
  return (
    <li className="card need">
      {badge ? <div>{badge}</div> : null}
      <strong>{title}</strong>
      {children}
      {acts ? <div className="need-acts">{acts}</div> : null}
    </li>
  );
}
