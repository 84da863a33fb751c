import { useIntl } from 'react-intl';
import { useText } from '../shell/language';
import type { Lock, Whom } from './locks';

export function LockTable({
  locks,
  busy,
  onLook,
}: {
  locks: Lock[];
  busy: boolean;
  onLook: (whom: Whom) => void;
}) {
  const text = useText();
  const intl = useIntl();
  const moment = (at: string) => (
    <time dateTime={at}>{intl.formatDate(at, { dateStyle: 'short', timeStyle: 'short' })}</time>
  );
  return (
    <div className="table-frame">
      <table className="locks">
        <caption>{text('locks.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('locks.account')}</th>
            <th scope="col">{text('locks.for')}</th>
            <th scope="col">{text('locks.why')}</th>
            <th scope="col">{text('locks.since')}</th>
            <th scope="col">{text('locks.until')}</th>
          </tr>
        </thead>
        <tbody>
          {locks.map((lock) => (
            <tr key={`${lock.account} ${lock.device ?? ''}`}>
              <th scope="row">
                <button
                  type="button"
                  className="plain"
                  disabled={busy}
                  onClick={() => {
                    onLook({ key: lock.account });
                  }}
                >
                  <code>{lock.account}</code>
                </button>
              </th>
              <td>{lock.device ? text('locks.one-device') : text('locks.strangers')}</td>
              <td>{text('locks.failures', { failures: lock.failures })}</td>
              <td>{moment(lock.lockedAt)}</td>
              <td>{moment(lock.until)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
