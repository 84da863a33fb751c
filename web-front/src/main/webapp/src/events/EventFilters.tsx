import { useText, useWord } from '../shell/language';
import {
  FIELD_CLASSES,
  filtersOf,
  OPERATIONS,
  OUTCOMES,
  PURPOSES,
  RARE,
  type Filters,
} from './events';

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
        {text('filters.purpose')}
        <select name="purpose" defaultValue={filters.purpose ?? ''}>
          <option value="">{text('filters.any')}</option>
          {PURPOSES.map((known) => (
            <option key={known} value={known}>
              {word('purpose', known)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text('filters.fieldClass')}
        <select name="fieldClass" defaultValue={filters.fieldClass ?? ''}>
          <option value="">{text('filters.any')}</option>
          {FIELD_CLASSES.map((known) => (
            <option key={known} value={known}>
              {word('fields', known)}
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
      <details className="filters-more" open={RARE.some((name) => filters[name] !== undefined)}>
        <summary>{text('filters.more')}</summary>
        {RARE.map((name) => (
          <label key={name}>
            {text(`filters.${name}`)}
            <input name={name} defaultValue={filters[name]} autoComplete="off" spellCheck={false} />
          </label>
        ))}
      </details>
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
