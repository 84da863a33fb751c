import { useIntl } from 'react-intl';
import { useText, useWord } from '../shell/language';
import { DEEDS, WHYS, type Deed, type Standing } from './locks';

/** How one account stands, what can be guessed at it at most, what led to it, what may be done. */
export function LockStanding({
  standing,
  busy,
  onDeed,
}: {
  standing: Standing;
  busy: boolean;
  onDeed: (deed: Deed, reason: string) => void;
}) {
  const text = useText();
  const { status } = standing;
  return (
    <section className="card" aria-labelledby="standing-title">
      <h2 id="standing-title">
        {text('locks.standing')} <code>{status.account}</code>
      </h2>
      <p>
        <strong>{text(`lock-state.${status.state}`)}</strong>
        {status.state === 'open' && ` ${text('locks.left', { left: status.left })}`}
      </p>
      <p>
        {text('locks.bound', {
          strangers: standing.atMostByStrangers,
          device: standing.atMostByDevice,
        })}
      </p>
      {status.devices.length > 0 && (
        <ul>
          {status.devices.map((device) => (
            <li key={device.device}>
              {text('locks.device')} <code>{device.device}</code>:{' '}
              {text(`lock-state.${device.state}`)}
            </li>
          ))}
        </ul>
      )}
      <History events={standing.events} />
      <form
        className="next-step"
        aria-label={text('locks.deed')}
        onSubmit={(event) => {
          event.preventDefault();
          const said = new FormData(event.currentTarget);
          const deed = DEEDS.find((known) => known === said.get('deed'));
          const reason = said.get('reason');
          if (deed && typeof reason === 'string') {
            onDeed(deed, reason);
          }
        }}
      >
        <select name="deed" aria-label={text('locks.deed')} defaultValue="clearing">
          {DEEDS.map((known) => (
            <option key={known} value={known}>
              {text(`lock-deed.${known}`)}
            </option>
          ))}
        </select>
        <select name="reason" aria-label={text('locks.reason')} required defaultValue="">
          <option value="" disabled>
            {text('locks.reason')}
          </option>
          {WHYS.map((known) => (
            <option key={known} value={known}>
              {text(`lock-reason.${known}`)}
            </option>
          ))}
        </select>
        <button type="submit" className="button" disabled={busy}>
          {text('locks.do')}
        </button>
      </form>
    </section>
  );
}

function History({ events }: { events: Standing['events'] }) {
  const text = useText();
  const word = useWord();
  const intl = useIntl();
  if (events.length === 0) {
    return <p>{text('locks.nothing')}</p>;
  }
  return (
    <details>
      <summary>{text('locks.history', { count: events.length })}</summary>
      <ol reversed>
        {events.toReversed().map((event) => (
          <li key={event.id}>
            <time dateTime={event.time}>
              {intl.formatDate(event.time, { dateStyle: 'short', timeStyle: 'medium' })}
            </time>{' '}
            {word('lock-event', event.type.replace('lockout.', ''))}
          </li>
        ))}
      </ol>
    </details>
  );
}
