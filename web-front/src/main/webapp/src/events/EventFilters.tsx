import { useText, useWord } from '../shell/language';
import { filtersOf, OPERATIONS, OUTCOMES, type Filters } from './events';

export function EventFilters({
  filters,
  onFilter,
}: {
  filters: Filters;
  onFilter: (filters: Filters) => void;
}) {
  const text = useText();
  const word = useWord();
  return (
    <form
      className="card filters"
      aria-label={text('filters.title')}
      onSubmit={(event) => {
        event.preventDefault();
        onFilter(filtersOf(Object.fromEntries(new FormData(event.currentTarget))));
      }}
    >
      <label>
        {text('filters.advisor')}
        <input
          name="advisor"
          defaultValue={filters.advisor}
          autoComplete="off"
          spellCheck={false}
        />
      </label>
      <label>
        {text('filters.person')}
        <input name="person" defaultValue={filters.person} autoComplete="off" spellCheck={false} />
      </label>
      <label>
        {text('filters.operation')}
        <select name="operation" defaultValue={filters.operation ?? ''}>
          <option value="">{text('filters.any')}</option>
          {OPERATIONS.map((known) => (
            <option key={known} value={known}>
              {word('operation', known)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text('filters.outcome')}
        <select name="outcome" defaultValue={filters.outcome ?? ''}>
          <option value="">{text('filters.any')}</option>
          {OUTCOMES.map((known) => (
            <option key={known} value={known}>
              {word('outcome', known)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text('filters.from')}
        <input type="datetime-local" name="from" defaultValue={filters.from} />
      </label>
      <label>
        {text('filters.to')}
        <input type="datetime-local" name="to" defaultValue={filters.to} />
      </label>
      <div className="filters-end">
        <button type="submit" className="button">
          {text('action.filter')}
        </button>
        {Object.keys(filters).length > 0 && (
          <button
            type="button"
            className="plain"
            onClick={() => {
              onFilter({});
            }}
          >
            {text('action.clear')}
          </button>
        )}
      </div>
    </form>
  );
}
