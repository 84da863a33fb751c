import { useIntl } from 'react-intl';
import { useText, useWord } from '../shell/language';
import { Refusal } from '../shell/Refusal';
import type { History } from './record';
import { OUTCOMES, useOutcome } from './writing';

/** Appointments, the newest first; how one went is said where it is not said yet. */
export function Meetings({
  reference,
  meetings,
  open,
  onSaid,
}: {
  reference: string;
  meetings: History['appointments'];
  open: boolean;
  onSaid: () => void;
}) {
  const text = useText();
  const word = useWord();
  const intl = useIntl();
  const saying = useOutcome(reference, onSaid);
  return (
    <>
      <h3>{text('history.appointments')}</h3>
      {saying.error && <Refusal failure={saying.error} />}
      <ul>
        {meetings.toReversed().map(({ entry, appointment, outcome }) => {
          // Written as the clocks of Paris show it, and shown as written.
          const at = intl.formatDate(`${appointment.at}Z`, {
            dateStyle: 'long',
            timeStyle: 'short',
            timeZone: 'UTC',
          });
          return (
            <li key={entry}>
              <strong>{at}</strong>, {word('mode', appointment.mode)}, {appointment.agency},{' '}
              {appointment.reason}
              {outcome && <> ({word('appointment-outcome', outcome)})</>}
              {open && !outcome && (
                <span
                  className="outcomes"
                  role="group"
                  aria-label={text('appointment.how', { at })}
                >
                  {OUTCOMES.map((known) => (
                    <button
                      key={known}
                      type="button"
                      className="plain"
                      disabled={saying.isPending}
                      onClick={() => {
                        saying.mutate({ entry, outcome: known });
                      }}
                    >
                      {text(`appointment.mark.${known}`)}
                    </button>
                  ))}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
