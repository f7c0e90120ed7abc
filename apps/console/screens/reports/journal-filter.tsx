// By what the journal is filtered.
import { NativeSelect, TextInput } from '@mantine/core';
import { api, ask, type operations } from '#web';
import { useServerQuery } from '../../parts/queries';
import { useDesk } from '../../parts/desk';
import { SCREENS } from '../../parts/words';

const text = SCREENS.reports;

type About = NonNullable<NonNullable<operations['listAudit']['parameters']['query']>['about']>;

/** What is not filtered by is the empty text. */
export interface Filter {
  readonly about: About | '';
  readonly actor: string;
  readonly subjectId: string;
  readonly from: string;
  readonly until: string;
}

export const NO_FILTER: Filter = { about: '', actor: '', subjectId: '', from: '', until: '' };

/** Complete by the compiler: what the server can filter by has a name here. */
const ABOUTS: Readonly<Record<About, string>> = text.subjects;

export function JournalFilter({
  filter,
  onChange,
}: {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}) {
  const { commune } = useDesk();
  const { data: actors } = useServerQuery(['people', 'actors', commune.id], () =>
    ask(api.GET('/api/v1/communes/{id}/audit/actors', { params: { path: { id: commune.id } } })),
  );
  const set = (change: Partial<Filter>) => onChange({ ...filter, ...change });
  const abouts = Object.entries(ABOUTS).map(([value, label]) => ({ value, label }));
  return (
    <fieldset className="journal-filter">
      <legend>{text.filter}</legend>
      <NativeSelect
        label={text.about}
        value={filter.about}
        onChange={({ currentTarget }) => set({ about: currentTarget.value as Filter['about'] })}
        data={[{ value: '', label: text.everything }, ...abouts]}
      />
      <NativeSelect
        label={text.actor}
        value={filter.actor}
        onChange={({ currentTarget }) => set({ actor: currentTarget.value })}
        data={[
          { value: '', label: text.everybody },
          { value: 'system', label: text.system },
          ...(actors?.items ?? []).map(({ actor, name }) => ({ value: actor, label: name })),
        ]}
      />
      <TextInput
        label={text.from}
        type="date"
        value={filter.from}
        onChange={({ currentTarget }) => set({ from: currentTarget.value })}
      />
      <TextInput
        label={text.until}
        type="date"
        value={filter.until}
        onChange={({ currentTarget }) => set({ until: currentTarget.value })}
      />
      <TextInput
        label={text.subject}
        value={filter.subjectId}
        onChange={({ currentTarget }) => set({ subjectId: currentTarget.value.trim() })}
      />
    </fieldset>
  );
}
