import { FieldForm } from '../shell/FieldForm';
import { useText } from '../shell/language';
import { PersonTable } from './PersonTable';
import { NIR, useNirSearch } from './portfolio';

/** Looks for who stands at the desk by the number of the register of persons, with a reason. */
export function SearchByNir() {
  const text = useText();
  const search = useNirSearch();
  return (
    <details className="write">
      <summary>{text('search.by-nir')}</summary>
      <FieldForm
        name={text('search.by-nir')}
        fields={NIR}
        send={text('action.search')}
        busy={search.isPending}
        failure={search.error}
        onSend={(values) => {
          search.mutate(values);
        }}
      />
      <div aria-live="polite">
        {search.data?.entries.length === 0 && <p>{text('search.none')}</p>}
      </div>
      {search.data && search.data.entries.length > 0 && (
        <PersonTable
          caption={text('search.caption', { count: search.data.entries.length })}
          entries={search.data.entries}
        />
      )}
    </details>
  );
}
