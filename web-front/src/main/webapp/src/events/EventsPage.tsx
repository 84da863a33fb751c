import { useRef } from 'react';
import { Download } from '../shell/Download';
import { useText } from '../shell/language';
import { Page } from '../shell/Page';
import { Refusal } from '../shell/Refusal';
import { EventFilters } from './EventFilters';
import { asked, useEvents, type Filters } from './events';
import { EventTable } from './EventTable';
import './events.css';

/** Who did what to whom, when and why: the auditor's list. */
export function EventsPage({
  filters,
  onFilter,
}: {
  filters: Filters;
  onFilter: (filters: Filters) => void;
}) {
  const text = useText();
  const events = useEvents(filters);
  const shown = events.data?.pages.flatMap((page) => page.events) ?? [];

  const table = useRef<HTMLTableElement>(null);
  const more = async () => {
    const before = shown.length;
    await events.fetchNextPage();
    requestAnimationFrame(() => {
      table.current?.querySelectorAll<HTMLElement>('button[aria-expanded]')[before]?.focus();
    });
  };

  return (
    <Page
      title={text('events.title')}
      aside={
        <button
          type="button"
          className="button quiet-button"
          disabled={events.isFetching}
          onClick={() => void events.refetch()}
        >
          {text('action.refresh')}
        </button>
      }
    >
      <EventFilters key={JSON.stringify(filters)} filters={filters} onFilter={onFilter} />
      {events.error && <Refusal failure={events.error} />}
      {events.isPending && <p role="status">{text('state.loading')}</p>}
      {events.data && shown.length === 0 && <p role="status">{text('events.none')}</p>}
      {shown.length > 0 && (
        <>
          <EventTable
            ref={table}
            events={shown}
            onFilter={(added) => {
              onFilter({ ...filters, ...added });
            }}
          />
          <div className="list-end">
            <p role="status">{text('events.shown', { count: shown.length })}</p>
            {events.hasNextPage && (
              <button
                type="button"
                className="button quiet-button"
                disabled={events.isFetchingNextPage}
                onClick={() => void more()}
              >
                {text('action.more')}
              </button>
            )}
          </div>
          <Files filters={filters} />
        </>
      )}
    </Page>
  );
}

/** Everything that matches, not the page alone. */
function Files({ filters }: { filters: Filters }) {
  const text = useText();
  const query = new URLSearchParams(asked(filters)).toString();
  const path = (form: string) => `/events/${form}${query && `?${query}`}`;
  return (
    <section className="files" aria-label={text('events.files')}>
      <p>{text('events.files')}</p>
      <Download path={path('csv')} name="events.file-csv" />
      <Download path={path('ndjson')} name="events.file-ndjson" />
      <Download path={path('parquet')} name="events.file-parquet" />
    </section>
  );
}
