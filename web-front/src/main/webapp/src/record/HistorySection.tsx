import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useText, useWord } from '../shell/language';
import { today } from '../shell/paris';
import { Refusal } from '../shell/Refusal';
import { AppointmentForm } from './AppointmentForm';
import { ClassCards } from './ClassCards';
import { Meetings } from './Meetings';
import { NoteForm } from './NoteForm';
import { useHistory, type History } from './record';

/** What was agreed, met, written and done with the person: asked for apart, told with a receipt. */
export function HistorySection({
  reference,
  writable,
}: {
  reference: string;
  writable: readonly string[];
}) {
  const text = useText();
  const intl = useIntl();
  const [on, setOn] = useState('');
  const history = useHistory(reference);
  const then = history.variables ?? '';
  const again = () => {
    setOn('');
    history.mutate('');
  };
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
            <Past
              told={history.data}
              whole={then !== ''}
              reference={reference}
              writable={then === '' ? writable : []}
              onWritten={again}
            />
            <p className="quiet">
              {text('history.receipt')} <code>{history.data.receipt}</code>
            </p>
          </>
        )}
      </div>
      {writable.includes('appointments') && (
        <AppointmentForm reference={reference} onMade={again} />
      )}
      {writable.includes('history') && <NoteForm reference={reference} onWritten={again} />}
    </section>
  );
}

/** @param whole with the classes that the sheet shows as they are today */
function Past({
  told,
  whole,
  reference,
  writable,
  onWritten,
}: {
  told: History;
  whole: boolean;
  reference: string;
  writable: readonly string[];
  onWritten: () => void;
}) {
  const text = useText();
  const word = useWord();
  const intl = useIntl();
  // Where none was signed yet, there is room for one.
  const contract = told.contract ?? (writable.includes('contract') ? {} : undefined);
  const nothing =
    told.changes.length === 0 && told.notes.length === 0 && told.appointments.length === 0;
  if (nothing) {
    return <p>{text('history.nothing')}</p>;
  }
  return (
    <>
      <ClassCards
        shown={whole ? told : { ...(contract && { contract }) }}
        level={3}
        writing={{ reference, writable, onWritten }}
      />
      {told.appointments.length > 0 && (
        <Meetings
          reference={reference}
          meetings={told.appointments}
          open={writable.includes('appointments')}
          onSaid={onWritten}
        />
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
