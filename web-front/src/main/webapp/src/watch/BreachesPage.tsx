import { Link } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import { typed } from '../shell/form';
import { useText } from '../shell/language';
import { useMe } from '../shell/me';
import { Page } from '../shell/Page';
import { instant } from '../shell/paris';
import { Refusal } from '../shell/Refusal';
import { useBreaches, useDeed } from './watch';
import './watch.css';

/** Files on suspected breaches. */
export function BreachesPage() {
  const text = useText();
  const intl = useIntl();
  const roles = useMe().data?.roles ?? [];
  const breaches = useBreaches();
  const deed = useDeed('breaches');
  const shown = breaches.data?.breaches ?? [];
  return (
    <Page title={text('breaches.title')}>
      {roles.some((role) => role.endsWith('-officer')) && (
        <OpenForm
          busy={deed.isPending}
          onOpen={(body) => {
            deed.mutate({ path: '/breaches', body });
          }}
        />
      )}
      {deed.error && <Refusal failure={deed.error} />}
      {deed.isSuccess && <p role="status">{text('freezes.done')}</p>}
      {breaches.error && <Refusal failure={breaches.error} />}
      {breaches.isPending && <p role="status">{text('state.loading')}</p>}
      {breaches.data && shown.length === 0 && <p role="status">{text('breaches.none')}</p>}
      <ul className="watch-list">
        {shown.map((opened) => (
          <li key={opened.breach}>
            <Link to="/breaches/$breach" params={{ breach: opened.breach }}>
              {text('breaches.since', {
                time: intl.formatDate(opened.from, { dateStyle: 'short', timeStyle: 'short' }),
              })}
            </Link>{' '}
            <code>{[...opened.accounts, ...opened.sessions].join(', ')}</code>
          </li>
        ))}
      </ul>
    </Page>
  );
}

function OpenForm({ busy, onOpen }: { busy: boolean; onOpen: (body: object) => void }) {
  const text = useText();
  return (
    <form
      className="card watch-form"
      aria-label={text('breaches.open')}
      onSubmit={(event) => {
        event.preventDefault();
        const read = typed(event.currentTarget);
        const accounts = read('accounts').split(/\s+/).filter(Boolean);
        onOpen({ accounts, from: new Date(instant(read('from'))).toISOString() });
      }}
    >
      <label>
        {text('breaches.accounts')}
        <input name="accounts" required autoComplete="off" spellCheck={false} />
      </label>
      <label>
        {text('breaches.from')}
        <input type="datetime-local" name="from" required />
      </label>
      <button type="submit" className="button" disabled={busy}>
        {text('breaches.open')}
      </button>
    </form>
  );
}
