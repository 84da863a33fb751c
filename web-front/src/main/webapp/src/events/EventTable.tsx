import { Fragment, useState, type Ref } from 'react';
import { useIntl } from 'react-intl';
import { useText, useWord, type TextId } from '../shell/language';
import { WhyPanel } from '../watch/WhyPanel';
import type { AuditEvent, Filters } from './events';

export function EventTable({
  events,
  onFilter,
  ref,
}: {
  events: AuditEvent[];
  onFilter: (filters: Filters) => void;
  ref?: Ref<HTMLTableElement>;
}) {
  const text = useText();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = (index: number) => {
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(index)) {
        after.add(index);
      }
      return after;
    });
  };
  return (
    <div className="table-frame">
      <table ref={ref} className="events">
        <caption>{text('events.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('event.time')}</th>
            <th scope="col">{text('event.operation')}</th>
            <th scope="col">{text('event.outcome')}</th>
            <th scope="col">{text('event.actor')}</th>
            <th scope="col">{text('event.subject')}</th>
            <th scope="col">{text('event.why')}</th>
            <th scope="col">
              <span className="hidden">{text('event.more')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <Fragment key={event.index}>
              <EventRow
                event={event}
                open={open.has(event.index)}
                onToggle={() => {
                  toggle(event.index);
                }}
                onFilter={onFilter}
              />
              {open.has(event.index) && <EventDetails event={event} />}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function EventRow({
  event,
  open,
  onToggle,
  onFilter,
}: {
  event: AuditEvent;
  open: boolean;
  onToggle: () => void;
  onFilter: (filters: Filters) => void;
}) {
  const text = useText();
  const word = useWord();
  const intl = useIntl();
  const { actor, subject, operation, outcome } = event;
  return (
    <tr>
      <th scope="row">
        <time dateTime={event.time}>
          {intl.formatDate(event.time, { dateStyle: 'short', timeStyle: 'medium' })}
        </time>
      </th>
      <td>{operation && word('operation', operation)}</td>
      <td>
        {outcome && (
          <span className="outcome" data-outcome={outcome}>
            {word('outcome', outcome)}
          </span>
        )}
      </td>
      <td>
        {actor && (
          <Reference
            value={actor}
            act={text('event.filter-actor')}
            onClick={() => {
              onFilter({ advisor: actor });
            }}
          />
        )}
        {event.agency && <span className="quiet"> {event.agency}</span>}
      </td>
      <td>
        {subject && (
          <Reference
            value={subject}
            act={text('event.filter-subject')}
            onClick={() => {
              onFilter({ person: subject });
            }}
          />
        )}
      </td>
      <td>
        {event.purpose && word('purpose', event.purpose)}
        {event.basis && <span className="quiet"> {word('basis', event.basis)}</span>}
      </td>
      <td className="row-end">
        <button
          type="button"
          className="plain"
          aria-expanded={open}
          aria-controls={`event-${event.index}`}
          onClick={onToggle}
        >
          {open ? text('action.less-details') : text('action.details')}{' '}
          <span className="hidden">{text('event.number', { index: event.index })}</span>
        </button>
      </td>
    </tr>
  );
}

/** A reference is long and says nothing by itself: its head is enough to tell two apart. */
function Reference({ value, act, onClick }: { value: string; act: string; onClick: () => void }) {
  const short = value.length > 20 ? `${value.slice(0, 8)}…` : value;
  return (
    <button type="button" className="reference" title={value} onClick={onClick}>
      <code>{short}</code> <span className="hidden">{act}</span>
    </button>
  );
}

const DETAILS = {
  id: 'event.id',
  type: 'event.type',
  source: 'event.source',
  actor: 'event.actor',
  organisation: 'event.organisation',
  agency: 'event.agency',
  session: 'event.session',
  subject: 'event.subject',
  correlation: 'event.correlation',
} as const satisfies Partial<Record<keyof AuditEvent, TextId>>;

function EventDetails({ event }: { event: AuditEvent }) {
  const text = useText();
  const word = useWord();
  return (
    <tr className="event-details" id={`event-${event.index}`}>
      <td colSpan={7}>
        <dl>
          <div>
            <dt>{text('event.index')}</dt>
            <dd>{event.index}</dd>
          </div>
          <div>
            <dt>{text('event.time-utc')}</dt>
            <dd>
              <code>{event.time}</code>
            </dd>
          </div>
          {event.fieldClasses && event.fieldClasses.length > 0 && (
            <div>
              <dt>{text('receipt.fields')}</dt>
              <dd>{event.fieldClasses.map((each) => word('fields', each)).join(', ')}</dd>
            </div>
          )}
          {Object.entries(DETAILS).map(([field, label]) => {
            const value = event[field as keyof typeof DETAILS];
            return (
              value && (
                <div key={field}>
                  <dt>{text(label)}</dt>
                  <dd>
                    <code>{value}</code>
                  </dd>
                </div>
              )
            );
          })}
        </dl>
        <WhyPanel index={event.index} />
      </td>
    </tr>
  );
}
