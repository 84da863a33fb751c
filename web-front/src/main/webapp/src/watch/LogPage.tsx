import { useIntl } from 'react-intl';
import { useText } from '../shell/language';
import { useMe } from '../shell/me';
import { Page } from '../shell/Page';
import { Refusal } from '../shell/Refusal';
import { useDeed, useHead, useReplays, type Replay } from './watch';
import './watch.css';

/** How the log stands, and what was built anew from it. */
export function LogPage() {
  const text = useText();
  const intl = useIntl();
  const roles = useMe().data?.roles ?? [];
  const head = useHead();
  const deed = useDeed('replays');
  const replays = useReplays(deed.isSuccess);
  const shown = replays.data?.replays ?? [];
  return (
    <Page title={text('log.title')}>
      {head.error && <Refusal failure={head.error} />}
      {head.data && (
        <dl className="card watch-facts">
          <div>
            <dt>{text('log.size')}</dt>
            <dd>{intl.formatNumber(head.data.size)}</dd>
          </div>
          <div>
            <dt>{text('log.root')}</dt>
            <dd>
              <code>{head.data.root}</code>
            </dd>
          </div>
        </dl>
      )}
      <p className="quiet">{text('log.verify')}</p>
      <h2>{text('replays.title')}</h2>
      {roles.includes('security-officer') && (
        <button
          type="button"
          className="button"
          disabled={deed.isPending || shown.some((each) => each.state === 'running')}
          onClick={() => {
            deed.mutate({ path: '/replays' });
          }}
        >
          {text('replays.start')}
        </button>
      )}
      {deed.error && <Refusal failure={deed.error} />}
      {replays.error && <Refusal failure={replays.error} />}
      {replays.data && shown.length === 0 && <p role="status">{text('replays.none')}</p>}
      <ul className="watch-list">
        {shown.map((replay) => (
          <li key={replay.replay}>
            <ReplayLine replay={replay} />
          </li>
        ))}
      </ul>
    </Page>
  );
}

function ReplayLine({ replay }: { replay: Replay }) {
  const text = useText();
  const intl = useIntl();
  const started = intl.formatDate(replay.startedAt, { dateStyle: 'short', timeStyle: 'medium' });
  if (replay.state === 'running') {
    return (
      <label>
        {started} · {text('replays.running')}{' '}
        <progress value={replay.done ?? 0} max={Math.max(replay.of ?? 1, 1)} />
      </label>
    );
  }
  const outcome =
    replay.state === 'failed'
      ? 'replays.failed'
      : replay.same === true
        ? 'replays.same'
        : 'replays.other';
  return (
    <>
      {started} · {text(outcome)} {replay.digest && <code>{replay.digest.slice(0, 16)}…</code>}
    </>
  );
}
