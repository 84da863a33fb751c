import { Link } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import { useText, useWord } from '../shell/language';
import { useMe } from '../shell/me';
import { Page } from '../shell/Page';
import { Refusal } from '../shell/Refusal';
import { useAlerts, useDeed, VERDICTS, type Alert } from './watch';
import './watch.css';

/** Lines that were crossed, and who sees to them. */
export function AlertsPage() {
  const text = useText();
  const alerts = useAlerts();
  const deed = useDeed('alerts');
  const shown = alerts.data?.alerts ?? [];
  const busy = deed.isPending || alerts.isFetching;
  return (
    <Page title={text('alerts.title')}>
      {deed.error && <Refusal failure={deed.error} />}
      {alerts.error && <Refusal failure={alerts.error} />}
      {alerts.isPending && <p role="status">{text('state.loading')}</p>}
      {alerts.data && shown.length === 0 && <p role="status">{text('alerts.none')}</p>}
      {shown.length > 0 && (
        <div className="table-frame">
          <table className="watch">
            <caption>{text('alerts.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{text('alerts.rule')}</th>
                <th scope="col">{text('alerts.target')}</th>
                <th scope="col">{text('event.time')}</th>
                <th scope="col">{text('alerts.state')}</th>
                <th scope="col">{text('freezes.next-step')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((alert) => (
                <Row
                  key={alert.index}
                  alert={alert}
                  busy={busy}
                  onDeed={(path, body) => {
                    deed.mutate({ path, body });
                  }}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}

function Row({
  alert,
  busy,
  onDeed,
}: {
  alert: Alert;
  busy: boolean;
  onDeed: (path: string, body: object) => void;
}) {
  const text = useText();
  const word = useWord();
  const intl = useIntl();
  return (
    <tr>
      <th scope="row">
        {word('rule', alert.rule ?? '')}
        <small>
          {word('severity', alert.severity ?? '')}
          {alert.measured && ` · ${alert.measured} / ${alert.limit ?? ''}`}
        </small>
      </th>
      <td>
        {alert.target && alert.scope === 'account' ? (
          <Link to="/events" search={{ advisor: alert.target }}>
            <code>{alert.target}</code>
          </Link>
        ) : (
          <code>{alert.target}</code>
        )}
        {alert.frozen && <small>{text('alerts.frozen')}</small>}
      </td>
      <td>
        <time dateTime={alert.at}>
          {intl.formatDate(alert.at, { dateStyle: 'short', timeStyle: 'medium' })}
        </time>
      </td>
      <td>
        <span className="alert-state" data-state={alert.state}>
          {text(`alert-state.${alert.state}`)}
        </span>
        {alert.verdict && <small>{word('verdict', alert.verdict)}</small>}
      </td>
      <td>
        <NextStep alert={alert} busy={busy} onDeed={onDeed} />
      </td>
    </tr>
  );
}

/** Auditors read; officers see to it. Whose it is decides the service. */
function NextStep({
  alert,
  busy,
  onDeed,
}: {
  alert: Alert;
  busy: boolean;
  onDeed: (path: string, body: object) => void;
}) {
  const text = useText();
  const roles = useMe().data?.roles ?? [];
  if (alert.state === 'closed' || !roles.some((role) => role.endsWith('-officer'))) {
    return null;
  }
  const path = `/alerts/${alert.alert}`;
  if (alert.state !== 'acknowledged') {
    return (
      <button
        type="button"
        className="button quiet-button"
        disabled={busy}
        onClick={() => {
          onDeed(`${path}/acknowledgement`, {});
        }}
      >
        {text('alerts.acknowledge')}
      </button>
    );
  }
  return (
    <form
      className="watch-step"
      onSubmit={(event) => {
        event.preventDefault();
        onDeed(`${path}/closure`, { verdict: new FormData(event.currentTarget).get('verdict') });
      }}
    >
      <select name="verdict" aria-label={text('alerts.verdict')} required defaultValue="">
        <option value="" disabled>
          {text('alerts.verdict')}
        </option>
        {VERDICTS.map((known) => (
          <option key={known} value={known}>
            {text(`verdict.${known}`)}
          </option>
        ))}
      </select>
      <button type="submit" className="button quiet-button" disabled={busy}>
        {text('alerts.close')}
      </button>
    </form>
  );
}
