import { useState } from 'react';
import { useText } from '../shell/language';
import { Refusal } from '../shell/Refusal';
import { PersonTable } from './PersonTable';
import { useSearch } from './portfolio';
import { SearchByNir } from './SearchByNir';

/** Looks for a name among the persons an advisor follows, and nowhere else. */
export function SearchInPortfolio() {
  const text = useText();
  const [name, setName] = useState('');
  const search = useSearch();
  return (
    <section aria-labelledby="search-title" className="search">
      <h2 id="search-title" className="hidden">
        {text('search.title')}
      </h2>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          search.mutate(name.trim());
        }}
      >
        <label htmlFor="search-name">{text('search.label')}</label>
        <div className="search-row">
          <input
            id="search-name"
            type="search"
            value={name}
            required
            minLength={2}
            maxLength={80}
            autoComplete="off"
            spellCheck={false}
            aria-describedby="search-hint"
            onChange={(event) => {
              setName(event.target.value);
              if (event.target.value === '') {
                search.reset();
              }
            }}
          />
          <button type="submit" className="button" disabled={search.isPending}>
            {text('action.search')}
          </button>
          {(search.data ?? search.error) && (
            <button
              type="button"
              className="plain"
              onClick={() => {
                setName('');
                search.reset();
              }}
            >
              {text('action.clear')}
            </button>
          )}
        </div>
        <p id="search-hint" className="quiet">
          {text('search.hint')}
        </p>
      </form>
      <div aria-live="polite">
        {search.data?.entries.length === 0 && <p>{text('search.none')}</p>}
      </div>
      {search.error && <Refusal failure={search.error} />}
      {search.data && search.data.entries.length > 0 && (
        <PersonTable
          caption={text('search.caption', { count: search.data.entries.length })}
          entries={search.data.entries}
        />
      )}
      <SearchByNir />
    </section>
  );
}
