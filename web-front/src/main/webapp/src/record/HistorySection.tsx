import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useText, useWord } from '../shell/language';
import { Refusal } from '../shell/Refusal';
import { ClassCards } from './ClassCards';
import { NoteForm } from './NoteForm';
import { today, useHistory, type History, type Purpose } from './record';

/** What was agreed, met, written and done with the person: asked for apart, told with a receipt. */
export function HistorySection({ reference, purpose }: { reference: string; purpose: Purpose }) {
  const text = useText();
  const intl = useIntl();
  const [on, setOn] = useState('');
  const history = useHistory(reference, purpose);
  const then = history.variables ?? '';
  return (
    <section className="card history" aria-labelledby="history-title">
      <h2 id="history-title">{text('history.title')}</h2>
      <form
        className="history-day"
        onSubmit={(event) => {
          event.preventDefault();
          history.mutate(on);
        }}
      >
        <label>
          {text('history.on')}
          <input
            type="date"
            value={on}
            max={today()}
            onChange={(event) => {
              setOn(event.target.value);
            }}
          />
        </label>
        <button type="submit" className="button quiet-button" disabled={history.isPending}>
          {text('history.show')}
        </button>
      </form>
      {history.error && <Refusal failure={history.error} />}
      <div aria-live="polite">
        {history.data && (
          <>
            {then !== '' && (
              <p role="status">
                {text('history.then', {
                  day: intl.formatDate(then, { dateStyle: 'long', timeZone: 'UTC' }),
                })}
              </p>
            )}
            <Past told={history.data} whole={then !== ''} />
            <p className="quiet">
              {text('history.receipt')} <code>{history.data.receipt}</code>
            </p>
          </>
        )}
      </div>
      <NoteForm
        reference={reference}
        onWritten={() => {
          setOn('');
          history.mutate('');
        }}
      />
    </section>
  );
}

/** @param whole with the classes that the sheet shows as they are today */
function Past({ told, whole }: { told: History; whole: boolean }) {
  const text = useText();
  const word = useWord();
  const intl = useIntl();
  const nothing =
    told.changes.length === 0 && told.notes.length === 0 && told.appointments.length === 0;
  if (nothing) {
    return <p>{text('history.nothing')}</p>;
  }
  return (
    <>
      <ClassCards
        shown={whole ? told : { ...(told.contract && { contract: told.contract }) }}
        level={3}
      />
      {told.appointments.length > 0 && (
        <>
          <h3>{text('history.appointments')}</h3>
          <ul>
            {told.appointments.toReversed().map(({ entry, appointment, outcome }) => (
              <li key={entry}>
                <strong>
                  {intl.formatDate(appointment.at, { dateStyle: 'long', timeStyle: 'short' })}
                </strong>
                , {word('mode', appointment.mode)}, {appointment.agency}, {appointment.reason}
                {outcome && <> ({word('appointment-outcome', outcome)})</>}
              </li>
            ))}
          </ul>
        </>
      )}
      {told.notes.length > 0 && (
        <>
          <h3>{text('history.notes')}</h3>
          <ul>
            {told.notes.toReversed().map((note, index) => (
              <li key={index}>
                <strong>{intl.formatDate(note.on, { dateStyle: 'long', timeZone: 'UTC' })}</strong>,{' '}
                {word('note-kind', note.kind)}
                <p className="note-text">{note.text}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3>{text('history.changes')}</h3>
      <ul>
        {told.changes.toReversed().map((change, index) => (
          <li key={index}>
            {text('history.change', {
              at: intl.formatDate(change.at, { dateStyle: 'long', timeStyle: 'short' }),
              what: word('change', change.what),
              classes: change.fieldClasses.map((each) => word('fields', each)).join(', '),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
